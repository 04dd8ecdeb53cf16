import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const documented = new Set(
  [...readFileSync(join(root, '.env.example'), 'utf8').matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(
    (match) => match[1] ?? '',
  ),
);
/** Read by the parts and set by the supervisor, the shell or npm: not for a person to set. */
const internal = new Set([
  'BUILD_ID',
  'INIT_CWD',
  'NO_COLOR',
  'TERM',
  'POSTGRES_PASSWORD',
  'DATA_FOLDER',
  'COPILOT_PARENT_IPC',
  'NEXT_TELEMETRY_DISABLED',
]);

function readers(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist', '.next'].includes(entry.name) ? [] : readers(path);
    return entry.name === 'env.ts' || entry.name === 'settings.ts' || entry.name === 'start.mjs' ? [path] : [];
  });
}

describe('.env.example', () => {
  it('documents every setting that a part reads', () => {
    const missing = ['apps', 'packages']
      .flatMap((folder) => readers(join(root, folder)))
      .flatMap((path) => {
        const names = readFileSync(path, 'utf8').match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b|\bHOST\b/g) ?? [];
        return [...new Set(names)].filter(isSetting).map((name) => `${name} (${relative(root, path)})`);
      });
    expect(missing).toEqual([]);

    function isSetting(name: string): boolean {
      return (
        !documented.has(name) && !internal.has(name) && !/^(E[A-Z]+|PRIVATE_KEY|.*_(MODEL|FALLBACKS)S?)$/.test(name)
      );
    }
  });

  it('sets nothing by itself, so that a copy of it changes nothing', () => {
    const set = readFileSync(join(root, '.env.example'), 'utf8').match(/^[A-Z].*$/gm) ?? [];
    expect(set).toEqual([]);
  });
});
