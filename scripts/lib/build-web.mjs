import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { npm } from './install-packages.mjs';
import { runStep } from './run-step.mjs';

/** Whether the web app was built from exactly the sources that lie here. */
export function isWebBuilt(root) {
  const stamp = stampFile(root);
  return (
    existsSync(join(root, 'apps', 'web', '.next', 'BUILD_ID')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === sourcesOf(root)
  );
}

/** Builds the web app for production. */
export async function buildWeb({ root, say }) {
  const sources = sourcesOf(root);
  await runStep({
    root,
    say,
    title: 'Building the web app (next build)',
    hint: 'The web app does not build: see the lines above. `npm start -- --no-web` starts the rest.',
    env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    ...npm(['run', 'build', '-w', '@copilot/web', '--loglevel=error']),
  });
  writeFileSync(stampFile(root), sources);
}

function sourcesOf(root) {
  return fingerprint(root, ['apps/web', 'packages/contracts/src', 'package-lock.json']);
}

function stampFile(root) {
  return join(root, 'apps', 'web', '.next', '.sources');
}
