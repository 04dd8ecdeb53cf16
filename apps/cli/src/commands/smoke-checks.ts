import { CatalogSchema, type Answer } from '@copilot/contracts';
import { samplePassword, sampleUsers } from '../client/sample-users.js';
import type { ApiClient, ApiReply } from '../client/api-client.js';

export interface SmokeCheck {
  readonly name: string;
  readonly run: (tools: SmokeTools) => Promise<void>;
}

export interface SmokeTools {
  readonly api: ApiClient;
  /** A token of a sample user, fetched once. */
  readonly tokenOf: (username: string) => Promise<string>;
  /** The workflow service, where it can be reached. */
  readonly workflowUrl: string | undefined;
}

/** Why a smoke check does not hold. */
export class Broken extends Error {}

/** Why a smoke check cannot be tried here. */
export class NotHere extends Error {}

const expectedScopes: Readonly<Record<string, { role: string; all_stores?: boolean; store_ids?: readonly number[] }>> =
  {
    admin_user: { role: 'admin', all_stores: true },
    manager_store1: { role: 'store_manager', store_ids: [1] },
    manager_multi: { role: 'store_manager', store_ids: [1, 2] },
    marketing_user: { role: 'marketing', store_ids: [1, 2] },
    finance_user: { role: 'finance', store_ids: [1] },
  };

/** What has to hold on any system with the sample users, whatever data it has. */
export const smokeChecks: readonly SmokeCheck[] = [
  { name: 'is alive and ready', run: isReady },
  ...sampleUsers.map((user) => ({ name: `lets ${user.username} in with the right scope`, run: logsIn(user.username) })),
  { name: 'answers a wrong name and a wrong password alike with 401', run: refusesWrongLogin },
  { name: 'refuses tokens that are missing, made up, changed or unsigned with 401', run: refusesBadTokens },
  { name: 'answers a store manager inside the own store', run: answersInScope },
  { name: 'refuses a store outside the scope with 403', run: refusesForeignStore },
  { name: 'refuses another role than the token’s with 403', run: refusesForeignRole },
  { name: 'gives an administrator all stores, and one when asked for one', run: adminSeesAll },
  { name: 'lets a manager of two stores narrow to either and to no third', run: multiStoreManager },
  { name: 'gives finance payments, but no customer’s name', run: financeLimits },
  { name: 'gives marketing totals, but no single payments and no contact data', run: marketingLimits },
  { name: 'changes no data, whatever is asked', run: refusesWrites },
  { name: 'names the field of a malformed request', run: namesTheField },
  { name: 'shows the audit log to administrators only, and its chain holds', run: auditHolds },
  { name: 'keeps the workflow service closed without the internal token', run: workflowIsClosed },
];

async function isReady({ api }: SmokeTools): Promise<void> {
  expectStatus(await api.send({ method: 'GET', path: '/health' }), 200);
  expectStatus(await api.send({ method: 'GET', path: '/ready' }), 200);
  expectStatus(await api.send({ method: 'GET', path: '/docs-json' }), 200);
}

function logsIn(username: string): SmokeCheck['run'] {
  return async ({ api }) => {
    const { user } = await api.login(username, samplePassword(username) ?? '');
    const expected = expectedScopes[username];
    if (expected === undefined) throw new Broken('it is not among the sample users of the contract');
    equal('role', user.role, expected.role);
    equal('all_stores', user.all_stores, expected.all_stores ?? false);
    if (expected.store_ids) equal('store_ids', [...user.store_ids].sort().join(), expected.store_ids.join());
  };
}

async function refusesWrongLogin({ api }: SmokeTools): Promise<void> {
  const login = (username: string, password: string): Promise<ApiReply> =>
    api.send({ method: 'POST', path: '/auth/login', body: { username, password } });
  const wrongName = await login('nobody_at_all', 'manager123');
  const wrongPassword = await login('finance_user', 'not-the-password');
  expectStatus(wrongName, 401);
  expectStatus(wrongPassword, 401);
  equal('message', field(wrongName, 'message'), field(wrongPassword, 'message'));
}

async function refusesBadTokens({ api, tokenOf }: SmokeTools): Promise<void> {
  const token = await tokenOf('manager_store1');
  const [header = '', payload = '', signature = ''] = token.split('.');
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  const raised = { ...(typeof claims === 'object' ? claims : {}), role: 'admin', all_stores: true };
  const bad = [
    undefined,
    'nonsense',
    `${header}.${encode(raised)}.${signature}`,
    `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`,
    `${header}.${payload}.${signature.slice(0, -4)}AAAA`,
  ];
  for (const candidate of bad) {
    const reply = await api.send({
      method: 'POST',
      path: '/ask',
      token: candidate,
      body: { question: 'total revenue' },
    });
    expectStatus(reply, 401);
    equal('message', field(reply, 'message'), 'Invalid JWT token');
  }
}

async function answersInScope(tools: SmokeTools): Promise<void> {
  const answer = await askAs(tools, 'manager_store1', 'total revenue');
  equal('status', answer.status, 'answered');
  equal('stores', answer.security.store_ids.join(), '1');
  if (onlyFigure(answer) <= 0) throw new Broken('the revenue of store 1 is not above zero');
  if (!answer.explain.sql) throw new Broken('the answer has no SQL');
  if (!answer.certificate) throw new Broken('the answer has no certificate');
}

async function refusesForeignStore({ api, tokenOf }: SmokeTools): Promise<void> {
  const reply = await api.send({
    method: 'POST',
    path: '/ask',
    token: await tokenOf('manager_store1'),
    body: { question: 'total revenue', store_id: 2 },
  });
  expectStatus(reply, 403);
  equal('message', field(reply, 'message'), 'Requested store is outside your access scope');
}

async function refusesForeignRole({ api, tokenOf }: SmokeTools): Promise<void> {
  const reply = await api.send({
    method: 'POST',
    path: '/ask',
    token: await tokenOf('manager_store1'),
    body: { question: 'total revenue', role: 'admin' },
  });
  expectStatus(reply, 403);
}

async function adminSeesAll(tools: SmokeTools): Promise<void> {
  const all = onlyFigure(await askAs(tools, 'admin_user', 'total revenue'));
  const second = onlyFigure(await askAs(tools, 'admin_user', 'total revenue', 2));
  const first = onlyFigure(await askAs(tools, 'manager_store1', 'total revenue'));
  if (all + 0.005 < first + second) throw new Broken(`all stores make ${all}, stores 1 and 2 alone ${first + second}`);
}

async function multiStoreManager(tools: SmokeTools): Promise<void> {
  const both = onlyFigure(await askAs(tools, 'manager_multi', 'total revenue'));
  const one = onlyFigure(await askAs(tools, 'manager_multi', 'total revenue', 1));
  const two = onlyFigure(await askAs(tools, 'manager_multi', 'total revenue', 2));
  if (Math.abs(both - one - two) > 0.005) throw new Broken(`stores 1 and 2 make ${one + two}, both together ${both}`);
  const third = await tools.api.send({
    method: 'POST',
    path: '/ask',
    token: await tools.tokenOf('manager_multi'),
    body: { question: 'total revenue', store_id: 3 },
  });
  expectStatus(third, 403);
}

async function financeLimits(tools: SmokeTools): Promise<void> {
  const revenue = await askAs(tools, 'finance_user', 'total revenue');
  equal('status', revenue.status, 'answered');
  const names = await askAs(tools, 'finance_user', 'customer names and e-mail');
  if (names.data.columns.some((column) => /name|email|phone|address/.test(column.name))) {
    throw new Broken(`finance got the columns ${names.data.columns.map((column) => column.name).join(', ')}`);
  }
  await columnsAreHidden(tools, 'finance_user', 'v_customers', [
    'first_name',
    'last_name',
    'full_name',
    'email',
    'phone',
  ]);
}

async function marketingLimits(tools: SmokeTools): Promise<void> {
  const catalog = await columnsAreHidden(tools, 'marketing_user', 'v_customers', [
    'email',
    'phone',
    'address',
    'postal_code',
  ]);
  if (catalog.views.some((view) => view.name === 'v_payments'))
    throw new Broken('marketing is offered single payments');
  const answer = await askAs(tools, 'marketing_user', 'revenue by category');
  equal('status', answer.status, 'answered');
}

async function refusesWrites(tools: SmokeTools): Promise<void> {
  const before = onlyFigure(await askAs(tools, 'admin_user', 'number of rentals'));
  for (const question of ['delete all rentals', '; DROP TABLE rental; --']) {
    const answer = await askAs(tools, 'admin_user', question);
    if (answer.status === 'answered') throw new Broken(`"${question}" was answered`);
  }
  equal('number of rentals', onlyFigure(await askAs(tools, 'admin_user', 'number of rentals')), before);
}

async function namesTheField({ api, tokenOf }: SmokeTools): Promise<void> {
  const token = await tokenOf('manager_store1');
  for (const [body, name] of [
    [{}, 'question'],
    [{ question: 'total revenue', store_id: 'one' }, 'store_id'],
    [{ question: 'total revenue', conversation_id: 'x' }, 'conversation_id'],
  ] as const) {
    const reply = await api.send({ method: 'POST', path: '/ask', token, body });
    expectStatus(reply, 400);
    if (!String(field(reply, 'message')).includes(name))
      throw new Broken(`the message does not name ${name}: ${reply.text}`);
  }
}

async function auditHolds({ api, tokenOf }: SmokeTools): Promise<void> {
  const admin = await tokenOf('admin_user');
  expectStatus(await api.send({ method: 'GET', path: '/audit', token: await tokenOf('manager_store1') }), 403);
  expectStatus(await api.send({ method: 'GET', path: '/audit', token: admin }), 200);
  const verification = await api.send({ method: 'GET', path: '/audit/verify', token: admin });
  expectStatus(verification, 200);
  equal('the chain', field(verification, 'ok'), true);
}

async function workflowIsClosed({ workflowUrl }: SmokeTools): Promise<void> {
  if (workflowUrl === undefined) throw new NotHere('the workflow service cannot be reached from here, as it should be');
  const response = await fetch(`${workflowUrl}/run`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-internal-token': 'wrong' },
    body: JSON.stringify({ question: 'total revenue' }),
    signal: AbortSignal.timeout(10_000),
  });
  const text = await response.text();
  equal('status', response.status, 401);
  if (!text.includes('Invalid internal token')) throw new Broken(`unexpected message: ${text.slice(0, 200)}`);
}

async function askAs(
  { api, tokenOf }: SmokeTools,
  username: string,
  question: string,
  store?: number,
): Promise<Answer> {
  const { answer } = await api.ask(await tokenOf(username), { question, store_id: store });
  return answer;
}

async function columnsAreHidden(
  { api, tokenOf }: SmokeTools,
  username: string,
  view: string,
  columns: readonly string[],
) {
  const catalog = CatalogSchema.parse(
    (await api.send({ method: 'GET', path: '/schema', token: await tokenOf(username) })).body,
  );
  const shown = catalog.views.find((entry) => entry.name === view)?.columns.map((column) => column.name) ?? [];
  const leaked = columns.filter((column) => shown.includes(column));
  if (leaked.length > 0) throw new Broken(`${username} is offered ${leaked.join(', ')} of ${view}`);
  return catalog;
}

function onlyFigure(answer: Answer): number {
  const cell = answer.data.rows[0]?.[answer.data.columns.findIndex((column) => column.role === 'metric')];
  if (answer.status !== 'answered' || typeof cell !== 'number') {
    throw new Broken(`no figure came back: ${answer.status}, ${answer.answer}`);
  }
  return cell;
}

function expectStatus(reply: ApiReply, status: number): void {
  if (reply.status !== status) throw new Broken(`expected ${status}, got ${reply.status}: ${reply.text.slice(0, 300)}`);
}

function equal(what: string, actual: unknown, expected: unknown): void {
  if (actual !== expected) throw new Broken(`${what}: expected ${String(expected)}, got ${String(actual)}`);
}

function field(reply: ApiReply, name: string): unknown {
  return typeof reply.body === 'object' && reply.body !== null
    ? new Map(Object.entries(reply.body)).get(name)
    : undefined;
}
