import type { BackendModule } from './backend-module.js';
import type { BackendState } from './protocol.js';

/** Reads and one write in the memory of the backend that SQL cannot do. */
export interface BackendMemory {
  state(): BackendState;
  /** Index of statement_timeout in the memory taken as 32-bit integers. */
  readonly statementTimeout: number;
  /** Sets the role that PostgreSQL holds for the one that logged in. */
  setLoginOid(oid: number): void;
}

/** Runs one statement as the administrator and says whether it succeeded. */
type Run = (sql: string) => boolean;

const administratorOid = 10;
/** Statically allocated variables lie in the lowest 4 MB of the memory; the stack and the heap come after them. */
const staticBytes = 8 * 1024 * 1024;
const monitor = { name: 'pg_monitor', oid: 3373 };
const readSettings = { name: 'pg_read_all_settings', oid: 3374 };

/**
 * Finds four variables of the backend by watching memory while statements change them.
 *
 * The backend was started in single-user mode, where the login role is the administrator for ever, so any session could
 * return to it by SET SESSION AUTHORIZATION, even inside a DO block. With `AuthenticatedUserId` set to the role that our front
 * authenticated, PostgreSQL's own checks refuse that. The others spare a query after each batch.
 * The last step proves the find: with it set, leaving the session user must fail. *Throws* when the proof does not hold.
 */
export function findBackendMemory(module: BackendModule, run: Run): BackendMemory {
  const integers = (): Int32Array => new Int32Array(module.HEAPU8.buffer, 0, staticBytes / 4);
  const statementTimeout = lowest(watchSetting(integers, run, 'statement_timeout'));
  const idleTimeout = lowest(watchSetting(integers, run, 'idle_in_transaction_session_timeout'));
  const users = watch(integers, [
    () => authorize(run, monitor),
    () => authorize(run, readSettings),
    () => authorize(run, { name: 'postgres', oid: administratorOid }),
  ]);
  run(`SET ROLE ${monitor.name}`);
  const sessionUser = users.find((index) => integers()[index] === administratorOid);
  const currentUser = users.find((index) => integers()[index] === monitor.oid);
  run('RESET ROLE');
  if (users.length !== 3 || sessionUser === undefined || currentUser === undefined)
    throw unknownBackend('the session user');
  const loginUser = findLoginUser(integers, run, users);
  return {
    state: () => {
      const memory = integers();
      return {
        sessionUserOid: memory[sessionUser] ?? 0,
        currentUserOid: memory[currentUser] ?? 0,
        statementTimeoutMs: memory[statementTimeout] ?? 0,
        idleInTransactionTimeoutMs: memory[idleTimeout] ?? 0,
        memoryBytes: module.HEAPU8.length,
      };
    },
    statementTimeout,
    setLoginOid: (oid) => {
      integers()[loginUser] = oid;
    },
  };
}

/** The integer indexes that held each step's value after that step. */
function watch(integers: () => Int32Array, steps: readonly (() => number)[]): number[] {
  let found: number[] | null = null;
  for (const step of steps) {
    const value = step();
    const memory = integers();
    if (found === null) {
      found = [];
      for (let index = memory.indexOf(value); index >= 0; index = memory.indexOf(value, index + 1)) found.push(index);
    } else {
      found = found.filter((index) => memory[index] === value);
    }
  }
  return found ?? [];
}

function watchSetting(integers: () => Int32Array, run: Run, name: string): number[] {
  const set = (value: number) => () => {
    run(`SET ${name} = ${value}`);
    return value;
  };
  return watch(integers, [set(1_234_567_891), set(1_987_654_321), set(0)]);
}

/** Statically allocated variables lie below the heap, where copies of a setting's value are kept as well. */
function lowest(indexes: readonly number[]): number {
  const [first] = indexes;
  if (first === undefined) throw unknownBackend('a setting');
  return first;
}

function authorize(run: Run, role: { name: string; oid: number }): number {
  run(`SET SESSION AUTHORIZATION ${role.name}`);
  return role.oid;
}

/** Tries the neighbours of the session user that hold the administrator's oid, and keeps the one that changes what PostgreSQL allows. */
function findLoginUser(integers: () => Int32Array, run: Run, users: readonly number[]): number {
  const [first = 0] = users;
  for (let index = first - 16; index < first + 16; index++) {
    if (users.includes(index) || integers()[index] !== administratorOid) continue;
    run(`SET SESSION AUTHORIZATION ${monitor.name}`);
    integers()[index] = monitor.oid;
    const walled = !run('SET SESSION AUTHORIZATION postgres') && !run(`SET SESSION AUTHORIZATION ${readSettings.name}`);
    integers()[index] = administratorOid;
    run('SET SESSION AUTHORIZATION postgres');
    if (walled) return index;
  }
  throw unknownBackend('the login role');
}

function unknownBackend(what: string): Error {
  return new Error(
    `this build of the embedded PostgreSQL keeps ${what} in an unknown place; install the pinned version of @electric-sql/pglite`,
  );
}
