import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { RoleSchema } from '@copilot/contracts';
import { parse } from 'yaml';
import { z } from 'zod';
import type { KnowledgeDocument } from './knowledge-document.js';

const HeaderSchema = z.strictObject({
  kind: z.enum(['rule', 'note']).default('note'),
  roles: z.array(RoleSchema).default([...RoleSchema.options]),
});

/**
 * Reads the Markdown files of a folder; every `##` heading starts a document of its own. A header between `---` lines may set `kind` and
 * `roles`. A folder that is not there holds nothing. *Throws* with the file's name when a header cannot be read.
 */
export function readKnowledgeFiles(folder: string, source: string): KnowledgeDocument[] {
  return listMarkdown(folder).flatMap((name) =>
    toDocuments(basename(name, '.md'), readFileSync(join(folder, name), 'utf8'), source),
  );
}

function listMarkdown(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.md') && !name.startsWith('.'))
      .sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function toDocuments(name: string, text: string, source: string): KnowledgeDocument[] {
  const [, header = '', body = text] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text) ?? [];
  const { kind, roles } = parseHeader(name, header);
  const sections = body.split(/^##[ \t]+/m).map((section) => section.trim());
  return sections.flatMap((section, index) => {
    const [first = '', ...rest] = section.split(/\r?\n/);
    const title = index === 0 ? name : first.trim();
    const content = (index === 0 ? section : rest.join(' ')).replace(/\s+/g, ' ').trim();
    return content === '' ? [] : [{ id: `${kind}:${name}:${index}`, kind, title, content, roles, source }];
  });
}

function parseHeader(name: string, header: string): z.infer<typeof HeaderSchema> {
  const parsed = HeaderSchema.safeParse(header.trim() === '' ? {} : parse(header));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ');
  throw new Error(`the header of ${name}.md cannot be read: ${faults}`);
}
