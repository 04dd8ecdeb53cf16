import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runStep } from './run-step.mjs';

/** Whether every package of the lock file is there in the version that the lock names. */
export function isInstalled(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || !path.includes('node_modules/')) return true;
    const found = present[path];
    if (!found) return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return entry.link === true || found.version === entry.version;
  });
}

/** Installs exactly what the lock file names. */
export async function installPackages({ root, say }) {
  await runStep({
    root,
    say,
    title: 'Installing packages (npm ci)',
    hint: 'Check the network connection and the free disk space, then run the same command again.',
    ...npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']),
  });
}

/** npm as a child: through the very npm that runs us when there is one, so that no shell is needed on Windows. */
export function npm(args) {
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.c?js$/.test(cli) && existsSync(cli)) return { file: process.execPath, args: [cli, ...args] };
  return { file: process.platform === 'win32' ? 'npm.cmd' : 'npm', args, shell: process.platform === 'win32' };
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
