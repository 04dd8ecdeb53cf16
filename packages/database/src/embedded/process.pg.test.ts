import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { preparePgdata } from './data-folder.js';
import { requireBuild, temporaryFolder } from './testing/start-for-test.js';

interface Started {
  readonly process: ChildProcess;
  readonly url: string;
  readonly lines: string[];
}

const running = new Set<ChildProcess>();
const folders: string[] = [];

afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  await Promise.all([...running].map(ended));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('the process of the embedded database', () => {
  it('starts in an empty folder, says so, and stops cleanly', async () => {
    const folder = newFolder();
    const database = await start(folder);
    expect(
      await value(
        database.url,
        "SELECT current_database() || ' ' || current_user || ' ' || current_setting('TimeZone')",
      ),
    ).toBe('pagila postgres UTC');
    database.process.kill('SIGTERM');
    expect(await ended(database.process)).toBe(0);
    expect(readdirSync(folder)).toEqual(['pgdata']);
  });

  it('stops in the middle of a long statement and an open transaction', async () => {
    const folder = newFolder();
    const database = await start(folder);
    const client = await connect(database.url);
    await client.query('BEGIN; CREATE TABLE unfinished (x int)');
    void client
      .query('SELECT count(*) FROM generate_series(1, 1000000) a, generate_series(1, 1000000) b')
      .catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    database.process.kill('SIGTERM');
    expect(await ended(database.process)).toBe(0);
    const again = await start(folder);
    expect(await value(again.url, "SELECT to_regclass('unfinished')::text")).toBeNull();
  });

  it('loses no acknowledged row when it is killed in the middle of writing, three times over', async () => {
    const folder = newFolder();
    let acknowledged = 0;
    for (let round = 0; round < 3; round++) {
      const database = await start(folder);
      const client = await connect(database.url);
      await client.query('CREATE TABLE IF NOT EXISTS kept (n int PRIMARY KEY, pad text)');
      const found = Number(await value(database.url, 'SELECT count(*) FROM kept'));
      expect(found).toBeGreaterThanOrEqual(acknowledged);
      expect(Number(await value(database.url, 'SELECT coalesce(max(n), 0) FROM kept'))).toBe(found);
      acknowledged = found;
      const killAt = acknowledged + 150;
      for (;;) {
        const next = client.query("INSERT INTO kept VALUES ($1, repeat('x', 500))", [acknowledged + 1]);
        if (acknowledged >= killAt) {
          database.process.kill('SIGKILL');
          await next.catch(() => undefined);
          break;
        }
        await next;
        acknowledged++;
      }
      await ended(database.process);
    }
    const database = await start(folder);
    expect(Number(await value(database.url, 'SELECT count(*) FROM kept'))).toBeGreaterThanOrEqual(acknowledged);
  });

  it('stops when the parent that asked for it is gone', async () => {
    const database = await start(newFolder(), {}, ['--with-parent']);
    database.process.stdin?.end();
    expect(await ended(database.process)).toBe(0);
  });

  it('takes a new administrator password at the next start', async () => {
    const folder = newFolder();
    const first = await start(folder);
    first.process.kill('SIGTERM');
    await ended(first.process);
    const second = await start(folder, { POSTGRES_PASSWORD: 'another' });
    expect(await value(second.url, 'SELECT 1')).toBe(1);
    await expect(connect(second.url.replace(':another@', ':secret@'))).rejects.toMatchObject({ code: '28P01' });
  });
});

describe('a start that cannot succeed', () => {
  it('says which process has the folder', async () => {
    const folder = newFolder();
    const first = await start(folder);
    const second = await fail(folder);
    expect(second).toEqual({
      code: 1,
      text: `The data folder ${folder} is in use by process ${first.process.pid}; stop that one first, or set COPILOT_HOME to another folder.`,
    });
    expect(await value(first.url, 'SELECT 1')).toBe(1);
  });

  it('is none when the lock is of a process that is gone, or of another one that has its number now', async () => {
    const folder = newFolder();
    for (const owner of [
      { pid: 2_000_000_000, birth: '' },
      { pid: process.pid, birth: 'another boot:1' },
    ]) {
      writeFileSync(join(folder, 'owner.lock'), JSON.stringify(owner));
      const database = await start(folder);
      database.process.kill('SIGTERM');
      await ended(database.process);
    }
    expect(existsSync(join(folder, 'owner.lock'))).toBe(false);
  });

  it('says that the port is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await fail(newFolder(), { POSTGRES_PORT: String(port) })).toEqual({
      code: 1,
      text: `Port ${port} on 127.0.0.1 is taken by another program; set POSTGRES_PORT to a free one.`,
    });
    server.close();
  });

  it('says that the folder cannot be written', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const { code, text } = await fail(join(file, 'below'));
    expect(code).toBe(1);
    expect(text).toMatch(
      /^The data folder .*below cannot be written \(ENOTDIR\); set COPILOT_HOME to a folder that this user may write\.$/,
    );
  });

  it.each([
    ['its control file is cut', (pgdata: string) => truncateSync(join(pgdata, 'global', 'pg_control'), 100)],
    ['its version file is gone', (pgdata: string) => rmSync(join(pgdata, 'PG_VERSION'))],
    ['its write-ahead log is gone', (pgdata: string) => rmSync(join(pgdata, 'pg_wal'), { recursive: true })],
    ['a catalog is gone', (pgdata: string) => rmSync(join(pgdata, 'global', '1260'))],
  ])('says that the database is damaged when %s', async (_, damage) => {
    const folder = newFolder();
    await preparePgdata(folder, () => undefined);
    damage(join(folder, 'pgdata'));
    const { code, text } = await fail(folder);
    expect(code).toBe(1);
    expect(text).toMatch(
      /^The database in .* is damaged and cannot be opened \(.+\); restore a copy of the folder, or move it away to start with a new one\.$/,
    );
    expect(text).not.toContain('\n');
  });

  it('names the versions when the folder is of another PostgreSQL', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'pgdata'));
    writeFileSync(join(folder, 'pgdata', 'PG_VERSION'), '15\n');
    expect((await fail(folder)).text).toBe(
      `The data folder ${folder} was made by PostgreSQL 15, this program brings 18; move the folder away to start with a new one.`,
    );
    expect(readFileSync(join(folder, 'pgdata', 'PG_VERSION'), 'utf8')).toBe('15\n');
  });

  it('names all settings that are wrong', async () => {
    expect((await fail('', { POSTGRES_PORT: 'x' })).text).toMatch(/DATA_FOLDER.*POSTGRES_PORT/);
  });
});

function newFolder(): string {
  const folder = temporaryFolder();
  folders.push(folder);
  return folder;
}

function launch(folder: string, env: NodeJS.ProcessEnv = {}, args: string[] = []): ChildProcess {
  const settings = {
    PATH: process.env['PATH'],
    DATA_FOLDER: folder,
    POSTGRES_PORT: '0',
    POSTGRES_PASSWORD: 'secret',
    ...env,
  };
  const child = spawn(process.execPath, [requireBuild(), ...args], { env: settings, stdio: ['pipe', 'pipe', 'pipe'] });
  running.add(child);
  child.on('exit', () => running.delete(child));
  return child;
}

async function start(folder: string, env: NodeJS.ProcessEnv = {}, args: string[] = []): Promise<Started> {
  const child = launch(folder, env, args);
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    let errors = '';
    child.stderr?.on('data', (bytes: Buffer) => (errors += bytes.toString()));
    child.on('exit', (code) => reject(new Error(`ended with ${code}: ${errors}`)));
    child.stdout?.on('data', (bytes: Buffer) => {
      lines.push(...bytes.toString().trim().split('\n'));
      const last: unknown = lines.at(-1)?.startsWith('{') ? JSON.parse(lines.at(-1) ?? '') : null;
      if (typeof last === 'object' && last !== null && 'url' in last)
        resolve({ process: child, url: String(last.url), lines });
    });
  });
}

/** Starts what must fail; *returns* the exit code and what it wrote to standard error. */
async function fail(folder: string, env: NodeJS.ProcessEnv = {}): Promise<{ code: number | null; text: string }> {
  const child = launch(folder, env);
  let text = '';
  child.stderr?.on('data', (bytes: Buffer) => (text += bytes.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, text: text.trim() };
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.on('exit', (code) => resolve(code)));
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function value(url: string, sql: string): Promise<unknown> {
  const client = await connect(url);
  try {
    return Object.values((await client.query<Record<string, unknown>>(sql)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}
