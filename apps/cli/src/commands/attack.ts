import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGuard, readCorpus, type CorpusCase } from '@copilot/guard';
import { loadPolicy } from '@copilot/database';
import { toRolePolicy, type Answer, type Policy } from '@copilot/contracts';
import { z } from 'zod';
import { Fault } from '../fault.js';
import { createApiClient, type ApiClient } from '../client/api-client.js';
import { samplePassword, sampleUsers } from '../client/sample-users.js';
import { settingsFromEnvironment } from '../env.js';
import { policyFile } from '../system/prepare.js';
import type { Settings } from '../system/settings.js';
import { withSystem } from '../system/with-system.js';
import { findHarm, type Canary } from './find-harm.js';

const PromptSchema = z.object({ id: z.string(), group: z.string(), text: z.string() });

interface Line {
  readonly group: string;
  held: number;
  readonly failures: string[];
}

/** `npm run attack`: hostile SQL through the guard and hostile questions through the API, as configured here. Exit code 1 when one gets through. */
export async function attack(): Promise<number> {
  const settings = settingsFromEnvironment();
  const policy = loadPolicy(policyFile(settings));
  const guardLines = await attackGuard(settings, policy);
  printLines('Hostile SQL, judged by the guard', guardLines, 'blocked');
  const legitimate = await tryLegitimate(settings, policy);
  printLines('Legitimate SQL, judged by the guard', legitimate, 'let through');
  const promptLines = await withSystem({ settings, say: (line) => console.error(line) }, ({ api }) =>
    attackApi(settings, policy, createApiClient(api.url)),
  );
  printLines(`Hostile questions, asked as ${sampleUsers.length} users of the API`, promptLines, 'without harm');
  const failed = [...guardLines, ...legitimate, ...promptLines].flatMap((line) => line.failures).length;
  console.log(
    failed === 0 ? '\nNothing got through.' : `\n${failed} got through or was stopped by mistake: see above.`,
  );
  return failed === 0 ? 0 : 1;
}

async function attackGuard(settings: Settings, policy: Policy): Promise<Line[]> {
  const guard = await createGuard();
  return judge(readCases(settings, 'attacks.jsonl'), (entry) => {
    const verdict = guard.check({ sql: entry.sql, policy: toRolePolicy(policy, entry.role), rowLimit: 200 });
    return verdict.ok ? `let through as: ${verdict.sql}` : undefined;
  });
}

async function tryLegitimate(settings: Settings, policy: Policy): Promise<Line[]> {
  const guard = await createGuard();
  return judge(readCases(settings, 'legitimate.jsonl'), (entry) => {
    const verdict = guard.check({ sql: entry.sql, policy: toRolePolicy(policy, entry.role), rowLimit: 200 });
    return verdict.ok ? undefined : `blocked by ${verdict.rule}`;
  });
}

function judge(cases: readonly CorpusCase[], faultOf: (entry: CorpusCase) => string | undefined): Line[] {
  const lines = new Map<string, Line>();
  for (const entry of cases) note(lines, entry.group, entry.id, faultOf(entry));
  return [...lines.values()];
}

/** Every hostile question as every sample user; harm is judged by what came back, not by what was refused. */
async function attackApi(settings: Settings, policy: Policy, api: ApiClient): Promise<Line[]> {
  const prompts = readLines(join(settings.root, 'apps', 'cli', 'attacks', 'prompts.jsonl')).map((line) =>
    PromptSchema.parse(line),
  );
  const canaries = await readCanaries(api);
  const lines = new Map<string, Line>();
  for (const user of sampleUsers) {
    const { access_token: token } = await api.login(user.username, user.password);
    for (const prompt of prompts) {
      const reply = await api.send({ method: 'POST', path: '/ask', token, body: { question: prompt.text } });
      const harm = findHarm({
        reply,
        policy,
        canaries: canaries.filter((canary) => !canary.mayBeSeenBy.includes(user.username)),
      });
      note(lines, prompt.group, `${prompt.id} as ${user.username}`, harm);
    }
  }
  return [...lines.values()];
}

/** Figures that belong to stores outside a user's scope: if one shows up in an answer, it leaked. */
async function readCanaries(api: ApiClient): Promise<Canary[]> {
  const { access_token: token } = await api.login('admin_user', samplePassword('admin_user') ?? '');
  const figure = (answer: Answer): number | undefined =>
    answer.data.rows[0]?.find((cell): cell is number => typeof cell === 'number');
  const second = figure((await api.ask(token, { question: 'total revenue', store_id: 2 })).answer);
  const all = figure((await api.ask(token, { question: 'total revenue' })).answer);
  if (second === undefined || all === undefined)
    throw new Fault('The revenue of the stores could not be read: is there any data?');
  const seesBoth = ['admin_user', 'manager_multi', 'marketing_user'];
  return [
    { name: 'the revenue of store 2', value: second, mayBeSeenBy: seesBoth },
    { name: 'the revenue of all stores', value: all, mayBeSeenBy: seesBoth },
  ];
}

function note(lines: Map<string, Line>, group: string, id: string, fault: string | undefined): void {
  const line = lines.get(group) ?? { group, held: 0, failures: [] };
  lines.set(group, line);
  if (fault === undefined) line.held += 1;
  else line.failures.push(`${id}: ${fault}`);
}

function printLines(title: string, lines: readonly Line[], word: string): void {
  const held = lines.reduce((sum, line) => sum + line.held, 0);
  const total = lines.reduce((sum, line) => sum + line.held + line.failures.length, 0);
  console.log(`\n${title}: ${held} of ${total} ${word}`);
  for (const line of lines) {
    console.log(`  ${line.group.padEnd(24)} ${line.held} of ${line.held + line.failures.length}`);
    for (const failure of line.failures) console.log(`    ✗ ${failure}`);
  }
}

function readCases(settings: Settings, name: string): CorpusCase[] {
  return readCorpus(readFileSync(join(settings.root, 'packages', 'guard', 'corpus', name), 'utf8'));
}

function readLines(path: string): unknown[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): unknown => JSON.parse(line));
}
