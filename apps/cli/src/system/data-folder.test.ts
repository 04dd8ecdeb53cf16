import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeDataFolder } from './data-folder.js';

describe('takeDataFolder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'copilot-folder-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('belongs to one process until it is released', () => {
    const home = join(folder, 'new', 'home');
    const taken = takeDataFolder(home, false);
    expect(Number(readFileSync(join(home, 'supervisor.lock'), 'utf8'))).toBe(process.pid);
    taken.release();
    expect(() => takeDataFolder(home, false).release()).not.toThrow();
  });

  it('names the process that holds it', () => {
    writeFileSync(join(folder, 'supervisor.lock'), String(process.ppid));
    expect(() => takeDataFolder(folder, false)).toThrow(
      `in use by a copilot that already runs (process ${process.ppid})`,
    );
  });

  it('takes over from a process that is gone or never wrote its number', () => {
    for (const content of ['999999999', '', 'garbage']) {
      writeFileSync(join(folder, 'supervisor.lock'), content);
      takeDataFolder(folder, false).release();
    }
  });

  it('says what is wrong with a folder that cannot be one', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(() => takeDataFolder(file, false)).toThrow('a file is in its place');
    expect(() => takeDataFolder(join(file, 'below'), false)).toThrow('a file is in its place');
    if (process.platform === 'linux')
      expect(() => takeDataFolder('/proc/copilot', false)).toThrow(/data folder \/proc\/copilot/);
  });
});
