import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { RoleSchema, type Role } from '@copilot/contracts';
import { createAuditStore, createPool, createUserStore, databaseUrls, hashPassword } from '@copilot/database';
import { passwordFromEnvironment, settingsFromEnvironment } from '../env.js';
import { Fault } from '../fault.js';
import { withDatabase } from '../system/with-database.js';

const usage = `npm run users -- list
  npm run users -- add NAME --role admin|store_manager|marketing|finance --stores 1,2 | --all-stores   (password: COPILOT_PASSWORD, else asked)
  npm run users -- password NAME
  npm run users -- role NAME --role admin|store_manager|marketing|finance
  npm run users -- stores NAME --stores 1,2 | --all-stores
  npm run users -- enable NAME | disable NAME | logout NAME | remove NAME`;

type Store = ReturnType<typeof createUserStore>;

/** `npm run users`: who may log in, from the command line of the machine. */
export async function users(args: readonly string[]): Promise<number> {
  const { positionals, values } = parse(args);
  const [action = 'list', username = ''] = positionals;
  const settings = settingsFromEnvironment();
  return withDatabase({ settings, say: (line) => console.error(line) }, async ({ addresses, secrets }) => {
    const { app } = databaseUrls({ baseUrl: addresses.databaseBase, secret: secrets.databaseSecret });
    const pool = createPool(app, { max: 1, applicationName: 'copilot-users' });
    try {
      await act({ store: createUserStore(pool), action, username, values });
      if (action !== 'list')
        await createAuditStore(pool).appendSecurityEvent({
          event: 'user.change',
          outcome: 'ok',
          detail: `${action} ${username} (command line)`,
        });
      return 0;
    } finally {
      await pool.end();
    }
  });
}

async function act({
  store,
  action,
  username,
  values,
}: {
  store: Store;
  action: string;
  username: string;
  values: Values;
}) {
  if (action === 'list') return list(store);
  if (username === '') throw new Fault(`The name is missing. Usage:\n  ${usage}`);
  const known = (found: boolean): void => {
    if (!found) throw new Fault(`There is no user ${username}.`);
  };
  switch (action) {
    case 'add':
      return add(store, username, values);
    case 'password':
      known(await store.setPassword(username, await hashPassword(await askPassword())));
      break;
    case 'enable':
    case 'disable':
      known(await store.setActive(username, action === 'enable'));
      break;
    case 'logout':
      known(await store.endSessions(username));
      break;
    case 'role':
      known(await store.setRole(username, readRole(values)));
      break;
    case 'stores':
      known(await store.setStores(username, readStores(values)));
      break;
    case 'remove':
      known(await store.remove(username));
      break;
    default:
      throw new Fault(`"${action}" is not known here. Usage:\n  ${usage}`);
  }
  console.log(`${username}: done.`);
}

async function list(store: Store): Promise<void> {
  for (const user of await store.list()) {
    const stores = user.allStores ? 'all stores' : `stores ${user.storeIds.join(', ') || 'none'}`;
    console.log(
      `${user.username.padEnd(24)} ${user.role.padEnd(14)} ${stores.padEnd(20)} ${user.active ? 'active' : 'disabled'}`,
    );
  }
}

async function add(store: Store, username: string, values: Values): Promise<void> {
  const role = readRole(values);
  const stores = readStores(values);
  const passwordHash = await hashPassword(await askPassword());
  const added = await store.add({ username, passwordHash, role, ...stores });
  if (!added) throw new Fault(`There is a user ${username} already.`);
  console.log(`${username} added.`);
}

function readRole(values: Values): Role {
  const role = RoleSchema.safeParse(values.role);
  if (!role.success) throw new Fault(`--role must be one of ${RoleSchema.options.join(', ')}.`);
  return role.data;
}

function readStores(values: Values): { storeIds: number[]; allStores: boolean } {
  const allStores = values['all-stores'] ?? false;
  const storeIds = (values.stores ?? '')
    .split(',')
    .filter((text) => text !== '')
    .map(Number);
  if (storeIds.some((id) => !Number.isInteger(id) || id < 0)) throw new Fault('--stores must be numbers such as 1,2.');
  if (!allStores && storeIds.length === 0) throw new Fault('Give --stores 1,2 or --all-stores.');
  return { storeIds, allStores };
}

async function askPassword(): Promise<string> {
  const given = passwordFromEnvironment();
  if (given === undefined && !process.stdin.isTTY)
    throw new Fault('Set COPILOT_PASSWORD to the password, or run this in a terminal.');
  const password = given ?? (await readLine('Password (shown while typing): '));
  if (password.length < 8) throw new Fault('The password must be 8 characters or longer.');
  return password;
}

async function readLine(prompt: string): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await reader.question(prompt);
  } finally {
    reader.close();
  }
}

type Values = ReturnType<typeof parse>['values'];

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { role: { type: 'string' }, stores: { type: 'string' }, 'all-stores': { type: 'boolean' } },
    });
  } catch (error) {
    throw new Fault(`${error instanceof Error ? error.message : String(error)}. Usage:\n  ${usage}`);
  }
}
