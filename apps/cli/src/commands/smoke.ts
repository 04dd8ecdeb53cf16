import { samplePassword } from '../client/sample-users.js';
import { apiUrlFromEnvironment, settingsFromEnvironment } from '../env.js';
import { withSystem } from '../system/with-system.js';
import { answers } from '../system/parts.js';
import { NotHere, smokeChecks, type SmokeTools } from './smoke-checks.js';

/** `npm run test:smoke`: the promises of login and scope, against a running or a freshly started system. */
export async function smoke(): Promise<number> {
  const settings = settingsFromEnvironment();
  const workflow = `http://127.0.0.1:${settings.ports.workflow}`;
  return withSystem({ settings, say: (line) => console.error(line) }, async ({ api }) => {
    console.log(`Smoke tests against ${api.url}`);
    const isLocal = apiUrlFromEnvironment() === undefined || new URL(api.url).hostname === '127.0.0.1';
    const workflowUrl = isLocal && (await answers(`${workflow}/health`)) ? workflow : undefined;
    return runChecks({ api, workflowUrl, tokenOf: tokens(api) });
  });
}

async function runChecks(tools: SmokeTools): Promise<number> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const check of smokeChecks) {
    try {
      await check.run(tools);
      counts.passed += 1;
      console.log(`  ✓ ${check.name}`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const isSkipped = error instanceof NotHere;
      counts[isSkipped ? 'skipped' : 'failed'] += 1;
      console.log(`  ${isSkipped ? '-' : '✗'} ${check.name}: ${reason}`);
    }
  }
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  return counts.failed === 0 ? 0 : 1;
}

function tokens(api: SmokeTools['api']): SmokeTools['tokenOf'] {
  const kept = new Map<string, Promise<string>>();
  return (username) => {
    const known =
      kept.get(username) ?? api.login(username, samplePassword(username) ?? '').then((session) => session.access_token);
    kept.set(username, known);
    return known;
  };
}
