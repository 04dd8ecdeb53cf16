import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const skipped = new Set(['node_modules', 'dist', '.next', '.git', '.copilot']);

/** One hash over the names, sizes and contents of all files below the given paths; build outputs are left out. */
export function fingerprint(root, paths) {
  const hash = createHash('sha256');
  for (const path of paths) addPath(hash, root, path);
  return hash.digest('hex');
}

function addPath(hash, root, path) {
  const full = join(root, path);
  const stat = lstatSync(full, { throwIfNoEntry: false });
  if (!stat) return;
  if (stat.isDirectory()) {
    const names = readdirSync(full).filter((name) => !skipped.has(name) && !isOutput(name));
    for (const name of names.sort()) addPath(hash, root, `${path}/${name}`);
  } else if (stat.isFile()) {
    hash.update(`${path}\0${stat.size}\0`).update(readFileSync(full));
  }
}

function isOutput(name) {
  return name.endsWith('.tsbuildinfo') || name === 'next-env.d.ts' || /\.test\.tsx?$/.test(name);
}
