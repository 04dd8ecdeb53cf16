import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { runStep } from './run-step.mjs';

/** Whether the services were built from exactly the sources that lie here. */
export function isServicesBuilt(root) {
  return readStamp(root) === sourcesOf(root) && projects(root).every((project) => isBuilt(root, project));
}

/** Compiles packages, workflow service, API and command line application; incremental. */
export async function buildServices({ root, say }) {
  // tsc trusts its build info and would not notice that the outputs are gone
  for (const project of projects(root)) {
    if (!isBuilt(root, project)) rmSync(join(root, project, 'tsconfig.tsbuildinfo'), { force: true });
  }
  const sources = sourcesOf(root);
  await runStep({
    root,
    say,
    title: 'Building the services (tsc -b)',
    hint: 'The sources do not compile: see the lines above.',
    file: process.execPath,
    args: [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b'],
  });
  mkdirSync(dirname(stampFile(root)), { recursive: true });
  writeFileSync(stampFile(root), sources);
}

function projects(root) {
  return JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')).references.map((entry) => entry.path);
}

function isBuilt(root, project) {
  return existsSync(join(root, project, 'dist'));
}

function sourcesOf(root) {
  const inputs = projects(root).flatMap((project) => [
    `${project}/src`,
    `${project}/tsconfig.json`,
    `${project}/package.json`,
  ]);
  return fingerprint(root, ['tsconfig.json', 'tsconfig.base.json', 'package-lock.json', ...inputs]);
}

function stampFile(root) {
  return join(root, 'apps', 'cli', 'dist', '.sources');
}

function readStamp(root) {
  return existsSync(stampFile(root)) ? readFileSync(stampFile(root), 'utf8') : undefined;
}
