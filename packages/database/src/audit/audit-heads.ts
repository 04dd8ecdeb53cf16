import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { AuditHead } from './audit-record.js';
import type { AuditStore } from './create-audit-store.js';

const fileName = 'audit-heads.jsonl';

const HeadSchema = z.strictObject({
  chain: z.enum(['questions', 'security']),
  id: z.int().nonnegative(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.string(),
});

/**
 * Appends the present ends of the audit chains to a file in `folder`, one JSON object a line; ends that are already the last ones there
 * are not repeated. Best kept where the database's administrator cannot write.
 */
export async function exportAuditHead(audit: AuditStore, folder: string): Promise<AuditHead[]> {
  await mkdir(folder, { recursive: true });
  const known = await readAuditHeads(folder);
  const fresh = (await audit.heads()).filter(
    (head) => head.id > 0 && known.filter(({ chain }) => chain === head.chain).at(-1)?.hash !== head.hash,
  );
  if (fresh.length > 0) {
    await appendFile(join(folder, fileName), fresh.map((head) => `${JSON.stringify(head)}\n`).join(''), {
      mode: 0o600,
    });
  }
  return fresh;
}

/** The ends exported so far, oldest first; none when nothing was exported. A line that cannot be read is an error: it was tampered with. */
export async function readAuditHeads(folder: string): Promise<AuditHead[]> {
  const text = await readFile(join(folder, fileName), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  // A line cut short by a crash has no line break and was never confirmed.
  const lines = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line, index) => {
    const parsed = HeadSchema.safeParse(parseJson(line));
    if (!parsed.success) throw new Error(`${join(folder, fileName)}, line ${index + 1}: not an exported audit head`);
    return parsed.data;
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
