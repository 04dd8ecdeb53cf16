import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePortSettings, main, runCopilot } from './support/start-copilot.js';

const canRun = process.platform !== 'win32' && existsSync(main);

describe.skipIf(!canRun)('a backup of the embedded database', { timeout: 240_000 }, () => {
  let folder: string;
  let settings: Record<string, string>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'copilot-backup-'));
    settings = { COPILOT_HOME: join(folder, 'home'), INIT_CWD: folder, ...(await freePortSettings()) };
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = async (args: readonly string[], changes: Record<string, string> = {}) => {
    const process = runCopilot(args, { ...settings, ...changes });
    return { code: await process.ended, output: process.output() };
  };
  const ask = (changes?: Record<string, string>) => run(['ask', 'how many rentals', '--user', 'admin_user'], changes);

  it('brings everything back into an empty folder, and the audit holds', async () => {
    const first = await ask();
    expect(first.code, first.output).toBe(0);
    const packed = await run(['backup', 'copy.tar.gz']);
    expect(packed.output).toContain('It holds the secrets');
    expect(statSync(join(folder, 'copy.tar.gz')).mode & 0o777).toBe(0o600);

    const elsewhere = { COPILOT_HOME: join(folder, 'elsewhere') };
    expect((await run(['restore', 'copy.tar.gz'], elsewhere)).code).toBe(0);
    expect(readFileSync(join(folder, 'elsewhere', 'secrets.json'), 'utf8')).toBe(
      readFileSync(join(folder, 'home', 'secrets.json'), 'utf8'),
    );
    const verified = await run(['audit:verify'], elsewhere);
    expect(verified.output).toMatch(/The audit chain holds: [2-9]\d* records checked/);
    expect(figureOf((await ask(elsewhere)).output)).toBe(figureOf(first.output));
  });

  it('puts aside what was there, and refuses what is no backup', async () => {
    const again = await run(['restore', 'copy.tar.gz']);
    expect(again.output).toMatch(/What was there lies in .*before-restore-/);
    writeFileSync(join(folder, 'broken.tar.gz'), 'not an archive');
    const broken = await run(['restore', 'broken.tar.gz']);
    expect(broken.code).toBe(1);
    expect(broken.output).toMatch(/tar failed|no backup/);
    expect((await run(['audit:verify'])).code).toBe(0);
  });

  it('is cut by retention without breaking the audit', async () => {
    const cut = await run(['retention', '--audit-days', '0', '--conversation-days', '0']);
    expect(cut.output).toMatch(/[1-9]\d* conversations removed/);
    expect(cut.output).toMatch(/a signed checkpoint stands in their place/);
    expect((await run(['keys', 'rotate', 'certificate'])).code).toBe(0);
    const verified = await run(['audit:verify']);
    expect(verified.output).toMatch(/The audit chain holds: [12] records checked/);
  });
});

const figureOf = (output: string): string =>
  /\d[\d,]{3,}/.exec(output.slice(output.lastIndexOf('Ready') + 1))?.[0] ?? output;
