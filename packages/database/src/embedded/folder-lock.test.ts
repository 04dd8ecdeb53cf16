import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from './folder-lock.js';
import { temporaryFolder } from './testing/start-for-test.js';

let folder = '';
const lock = (): string => join(folder, 'owner.lock');

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('lockFolder', () => {
  it('holds the folder until it is released', () => {
    const release = lockFolder(folder);
    expect(JSON.parse(readFileSync(lock(), 'utf8'))).toMatchObject({ pid: process.pid });
    expect(() => lockFolder(folder)).toThrow(`in use by process ${process.pid}`);
    release();
    expect(existsSync(lock())).toBe(false);
    lockFolder(folder)();
  });

  it('respects a living owner', () => {
    writeFileSync(lock(), JSON.stringify({ pid: process.ppid, birth: '' }));
    expect(() => lockFolder(folder)).toThrow(`in use by process ${process.ppid}`);
    expect(JSON.parse(readFileSync(lock(), 'utf8'))).toEqual({ pid: process.ppid, birth: '' });
  });

  it.each([
    ['a process that is gone', JSON.stringify({ pid: 2_000_000_000, birth: '' })],
    ['an earlier process of this number', JSON.stringify({ pid: process.pid, birth: '' })],
    ['nobody: it is empty', ''],
  ])('takes over a lock of %s', (_, text) => {
    writeFileSync(lock(), text);
    const release = lockFolder(folder);
    expect(JSON.parse(readFileSync(lock(), 'utf8'))).toMatchObject({ pid: process.pid });
    release();
  });
});
