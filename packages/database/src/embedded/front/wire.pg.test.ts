import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bind, execute, flush, parse, sync, takeWire } from '../testing/raw-wire.js';
import { failure, startForTest, testPassword, type TestDatabase } from '../testing/start-for-test.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await startForTest({ limits: { idleHolderMs: 700 } });
  const client = await database.connect();
  await client.query(
    'CREATE TABLE account (id int PRIMARY KEY, amount int); INSERT INTO account SELECT g, g FROM generate_series(1, 1000) g',
  );
});

afterAll(async () => {
  await database.stop();
});

const endless = 'SELECT count(*) FROM generate_series(1, 1000000) a, generate_series(1, 1000000) b';

describe('many connections over one backend', () => {
  it('gives every one of 400 concurrent queries of four pools its own answer', async () => {
    const pools = [1, 2, 3, 4].map(() => new pg.Pool({ connectionString: database.url, max: 4 }));
    const answers = await Promise.all(
      Array.from(
        { length: 400 },
        async (_, i) => (await pools[i % 4]?.query('SELECT $1::int + 1 AS next', [i]))?.rows[0]?.next,
      ),
    );
    expect(answers).toEqual(Array.from({ length: 400 }, (_, i) => i + 1));
    await Promise.all(pools.map((pool) => pool.end()));
  });

  it('keeps the batch of one client together when it comes in two packets', async () => {
    const a = takeWire(await database.connect());
    const b = takeWire(await database.connect());
    a.send(parse('', "SELECT 'of a'"));
    await new Promise((resolve) => setTimeout(resolve, 50));
    b.send(parse('', "SELECT 'of b'"), bind('', ''), execute(''), sync());
    expect((await b.until('Z')).cells).toEqual([['of b']]);
    a.send(bind('', ''), execute(''), sync());
    expect((await a.until('Z')).cells).toEqual([['of a']]);
    a.destroy();
    b.destroy();
  });

  it('finds the unnamed statement of a connection again after another connection has used that place', async () => {
    const a = takeWire(await database.connect());
    const b = takeWire(await database.connect());
    a.send(parse('', "SELECT 'of a'"), sync());
    await a.until('Z');
    b.send(parse('', "SELECT 'of b'"), sync());
    await b.until('Z');
    a.send(bind('', ''), execute(''), sync());
    const answer = await a.until('Z');
    expect(answer.cells).toEqual([['of a']]);
    expect(answer.types).toBe('2DCZ');
    a.destroy();
    b.destroy();
  });

  it('refuses the unnamed statement to a connection that has parsed none', async () => {
    const a = takeWire(await database.connect());
    const b = takeWire(await database.connect());
    a.send(parse('', "SELECT 'of a'"), sync());
    await a.until('Z');
    b.send(bind('', ''), execute(''), sync());
    const answer = await b.until('Z');
    expect(answer).toMatchObject({ cells: [], errors: ['26000'] });
    a.destroy();
    b.destroy();
  });

  it('keeps prepared statements of one name on two connections apart, and shows the name as it was given', async () => {
    const [a, b] = [await database.connect(), await database.connect()];
    expect((await a.query({ name: 'q', text: 'SELECT 1 AS x' })).rows).toEqual([{ x: 1 }]);
    expect((await b.query({ name: 'q', text: 'SELECT 2 AS x' })).rows).toEqual([{ x: 2 }]);
    expect((await a.query({ name: 'q', text: 'SELECT 1 AS x' })).rows).toEqual([{ x: 1 }]);
    const wire = takeWire(a);
    wire.send(parse('q', 'SELECT 3'), sync());
    expect((await wire.until('Z')).errors).toEqual(['42P05']);
    wire.destroy();
  });

  it('has prepared statements again that another connection dropped with all others', async () => {
    const [a, b] = [await database.connect(), await database.connect()];
    await a.query({ name: 'kept', text: 'SELECT 7 AS x' });
    await b.query('DEALLOCATE ALL');
    expect((await a.query({ name: 'kept', text: 'SELECT 7 AS x' })).rows).toEqual([{ x: 7 }]);
  });
});

describe('transactions', () => {
  it('shows nobody what is not committed; the others wait', async () => {
    const [a, b] = [await database.connect(), await database.connect()];
    await a.query('BEGIN');
    await a.query('INSERT INTO account VALUES (5000, 1)');
    const seen = b.query('SELECT count(*)::int AS n FROM account WHERE id = 5000');
    await a.query('ROLLBACK');
    expect((await seen).rows).toEqual([{ n: 0 }]);
  });

  it('rolls back and goes on when a client is gone in the middle', async () => {
    const a = await database.connect();
    await a.query('BEGIN');
    await a.query('INSERT INTO account VALUES (5001, 1)');
    takeWire(a).destroy();
    const b = await database.connect();
    expect((await b.query('SELECT count(*)::int AS n FROM account WHERE id = 5001')).rows).toEqual([{ n: 0 }]);
  });

  it('ends a session that holds a transaction idle while others wait, and tells it why', async () => {
    const [a, b] = [await database.connect(), await database.connect()];
    const told: string[] = [];
    a.on('error', (error) => told.push('code' in error ? String(error.code) : error.message));
    await a.query('BEGIN');
    await a.query('INSERT INTO account VALUES (5002, 1)');
    expect((await b.query('SELECT count(*)::int AS n FROM account WHERE id = 5002')).rows).toEqual([{ n: 0 }]);
    await expect.poll(() => told[0]).toBe('25P03');
  });

  it('leaves an idle transaction alone while nobody waits', async () => {
    const a = await database.connect();
    await a.query('BEGIN');
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect((await a.query('SELECT 1 AS x')).rows).toEqual([{ x: 1 }]);
    await a.query('COMMIT');
  });

  it('holds the backend from a Flush to the Sync that ends the batch', async () => {
    const a = takeWire(await database.connect());
    const b = await database.connect();
    a.send(parse('', 'INSERT INTO account VALUES (5003, 1)'), bind('', ''), execute(''), flush());
    await a.until('C');
    const other = b.query('SELECT count(*)::int AS n FROM account WHERE id = 5003');
    a.send(parse('', 'SELECT 1/0'), bind('', ''), execute(''), sync());
    expect((await a.until('Z')).errors).toEqual(['22012']);
    expect((await other).rows).toEqual([{ n: 0 }]);
    a.destroy();
  });

  it('fetches a portal in parts', async () => {
    const a = takeWire(await database.connect());
    a.send(parse('', 'SELECT g FROM generate_series(1, 5) g'), bind('cursor', ''), execute('cursor', 2), flush());
    expect((await a.until('s')).cells).toEqual([['1'], ['2']]);
    a.send(execute('cursor', 10), sync());
    expect((await a.until('Z')).cells).toEqual([['3'], ['4'], ['5']]);
    a.destroy();
  });
});

describe('settings of a session', () => {
  it('survive while other sessions run, and reach none of them', async () => {
    const [a, b] = [await database.connect(), await database.connect()];
    await a.query("SET timezone = 'Asia/Tokyo'");
    await a.query('SET statement_timeout = 4321');
    expect((await b.query('SHOW timezone')).rows).toEqual([{ TimeZone: 'UTC' }]);
    expect((await b.query('SHOW statement_timeout')).rows).toEqual([{ statement_timeout: '0' }]);
    expect((await a.query('SHOW timezone')).rows).toEqual([{ TimeZone: 'Asia/Tokyo' }]);
    expect((await a.query('SHOW statement_timeout')).rows).toEqual([{ statement_timeout: '4321ms' }]);
  });

  it('come from the start-up options and from ALTER ROLE … SET', async () => {
    const admin = await database.connect();
    await admin.query(
      "CREATE ROLE reader LOGIN PASSWORD 'reader'; ALTER ROLE reader SET search_path = analytics, public; ALTER ROLE reader SET statement_timeout = '3s'",
    );
    const reader = await database.connect({
      connectionString: undefined,
      host: '127.0.0.1',
      port: database.port,
      database: 'pagila',
      user: 'reader',
      password: 'reader',
      options: '-c work_mem=8MB',
    });
    expect(
      (
        await reader.query(
          "SELECT current_setting('search_path') AS path, current_setting('statement_timeout') AS timeout, current_setting('work_mem') AS memory, session_user AS who",
        )
      ).rows,
    ).toEqual([{ path: 'analytics, public', timeout: '3s', memory: '8MB', who: 'reader' }]);
    expect(
      (await admin.query("SELECT current_setting('statement_timeout') AS timeout, session_user AS who")).rows,
    ).toEqual([{ timeout: '0', who: 'postgres' }]);
  });

  it('keeps SET ROLE for the session that said it, not for the next', async () => {
    const [a, b] = [await database.connect(), await database.connect()];
    await a.query('CREATE ROLE worker; SET ROLE worker');
    expect((await b.query('SELECT current_user AS who')).rows).toEqual([{ who: 'postgres' }]);
    expect((await a.query('SELECT current_user AS who')).rows).toEqual([{ who: 'worker' }]);
    await a.query('RESET ROLE');
    expect((await a.query('SELECT current_user AS who')).rows).toEqual([{ who: 'postgres' }]);
  });

  it('shows temporary tables and SQL-level prepared statements to no other connection', async () => {
    const [a, b] = [await database.connect(), await database.connect()];
    await a.query('CREATE TEMP TABLE scratch (x int); PREPARE same AS SELECT 1');
    expect(await failure(b.query('SELECT * FROM scratch'))).toBe('42P01');
    expect(await failure(b.query('EXECUTE same'))).toBe('26000');
  });

  it.each([
    ['an unknown setting', { options: '-c no_such_thing=1' }, '42704'],
    ['a setting of the server', { options: '-c shared_buffers=1GB' }, '55P02'],
    ['another session user', { options: '-c session_authorization=postgres' }, '42501'],
  ])('refuses %s at the start', async (_, config, code) => {
    expect(await failure(database.connect(config))).toBe(code);
  });
});

describe('stopping a statement', () => {
  it('enforces statement_timeout, and the session and all others go on', async () => {
    const [a, b] = [await database.connect(), await database.connect()];
    await a.query('SET statement_timeout = 200');
    const started = Date.now();
    const other = new Promise((resolve) =>
      setTimeout(() => resolve(b.query('SELECT 1 AS x').then((result) => result.rows)), 50),
    );
    expect(await failure(a.query(endless))).toBe('57014');
    expect(Date.now() - started).toBeLessThan(2000);
    expect(await other).toEqual([{ x: 1 }]);
    expect((await a.query('SELECT 2 AS x')).rows).toEqual([{ x: 2 }]);
  });

  it('enforces SET LOCAL statement_timeout inside a transaction, which then has failed', async () => {
    const a = await database.connect();
    await a.query('BEGIN READ ONLY');
    await a.query('SET LOCAL statement_timeout = 200');
    await expect(a.query(endless)).rejects.toMatchObject({
      code: '57014',
      message: 'canceling statement due to statement timeout',
    });
    expect(await failure(a.query('SELECT 1'))).toBe('25P02');
    await a.query('ROLLBACK');
    expect((await a.query('SHOW statement_timeout')).rows).toEqual([{ statement_timeout: '0' }]);
  });

  it('ends the thread for a statement that does not listen, and keeps transaction state, prepared statements and other sessions right', async () => {
    const [a, b] = [await database.connect(), await database.connect()];
    await b.query({ name: 'mine', text: 'SELECT 9 AS x' });
    await a.query('BEGIN');
    await a.query('INSERT INTO account VALUES (6000, 1)');
    await a.query('SET LOCAL statement_timeout = 100');
    const waiting = new Promise((resolve) =>
      setTimeout(() => resolve(b.query({ name: 'mine', text: 'SELECT 9 AS x' }).then((result) => result.rows)), 200),
    );
    expect(await failure(a.query('SELECT pg_sleep(30)'))).toBe('57014');
    expect(await failure(a.query('SELECT 1'))).toBe('25P02');
    await a.query('ROLLBACK');
    expect(await waiting).toEqual([{ x: 9 }]);
    expect((await a.query('SELECT count(*)::int AS n FROM account WHERE id = 6000')).rows).toEqual([{ n: 0 }]);
  });

  it('obeys a CancelRequest with the right key only', async () => {
    const a = await database.connect();
    const { processID, secretKey } = a as unknown as { processID: number; secretKey: number };
    const cancel = async (key: number): Promise<void> => {
      const { connect } = await import('node:net');
      const bytes = Buffer.alloc(16);
      [16, 80877102, processID, key].forEach((value, index) => bytes.writeInt32BE(value, index * 4));
      await new Promise<void>((resolve) => {
        const socket = connect(database.port, '127.0.0.1', () => socket.end(bytes));
        socket.on('close', () => resolve());
      });
    };
    let ended = false;
    const running = failure(a.query(endless)).finally(() => (ended = true));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await cancel((secretKey + 1) | 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(ended).toBe(false);
    await cancel(secretKey);
    expect(await running).toBe('57014');
    expect((await a.query('SELECT 1 AS x')).rows).toEqual([{ x: 1 }]);
  });

  it('stops the statement of a client that is gone', async () => {
    const a = await database.connect();
    void failure(a.query(endless));
    await new Promise((resolve) => setTimeout(resolve, 100));
    takeWire(a).destroy();
    const b = await database.connect();
    expect((await b.query('SELECT 1 AS x')).rows).toEqual([{ x: 1 }]);
  });
});

describe('COPY', () => {
  it('takes rows in while other connections ask, and gives them out again', async () => {
    const [a, b] = [await database.connect(), await database.connect()];
    await a.query('CREATE TABLE copied (id int, note text)');
    const rows = Readable.from(
      (function* () {
        for (let i = 0; i < 50_000; i++) yield `${i}\tnote ${i}\n`;
      })(),
    );
    const others = Promise.all(Array.from({ length: 5 }, (_, i) => b.query('SELECT $1::int AS x', [i])));
    await pipeline(rows, a.query(copyFrom('COPY copied FROM STDIN')));
    expect((await others).map((result) => result.rows[0]?.x)).toEqual([0, 1, 2, 3, 4]);
    const out = await Readable.from(
      a.query(copyTo('COPY (SELECT * FROM copied WHERE id < 3 ORDER BY id) TO STDOUT')),
    ).toArray();
    expect(Buffer.concat(out).toString()).toBe('0\tnote 0\n1\tnote 1\n2\tnote 2\n');
    expect((await b.query('SELECT count(*)::int AS n, sum(id)::int AS s FROM copied')).rows).toEqual([
      { n: 50_000, s: 1_249_975_000 },
    ]);
  });

  it('reports a bad row, keeps none, and the connection goes on', async () => {
    const a = await database.connect();
    await a.query('CREATE TABLE numbers (id int)');
    expect(
      await failure(pipeline(Readable.from(['1\n', 'two\n', '3\n']), a.query(copyFrom('COPY numbers FROM STDIN')))),
    ).toBe('22P02');
    expect((await a.query('SELECT count(*)::int AS n FROM numbers')).rows).toEqual([{ n: 0 }]);
  });

  it('rolls back when the client is gone in the middle', async () => {
    const [a, b] = [await database.connect(), await database.connect()];
    await b.query('CREATE TABLE half (id int)');
    const stream = a.query(copyFrom('COPY half FROM STDIN'));
    stream.on('error', () => undefined);
    stream.write('1\n2\n');
    await new Promise((resolve) => setTimeout(resolve, 100));
    takeWire(a).destroy();
    expect((await b.query('SELECT count(*)::int AS n FROM half')).rows).toEqual([{ n: 0 }]);
  });
});

describe('errors and sizes', () => {
  it('is in step again after an error, in both protocols', async () => {
    const a = await database.connect();
    expect(await failure(a.query('SELECT * FROM nothing'))).toBe('42P01');
    expect(await failure(a.query('SELECT $1::int / 0', [1]))).toBe('22012');
    expect((await a.query('SELECT $1::int AS x', [4])).rows).toEqual([{ x: 4 }]);
  });

  it('answers several statements of one message', async () => {
    const a = await database.connect();
    const results = (await a.query('SELECT 1 AS x; SELECT 2 AS x')) as unknown as pg.QueryResult[];
    expect(results.map((result) => result.rows)).toEqual([[{ x: 1 }], [{ x: 2 }]]);
  });

  it('passes 20 MB in one cell and 200,000 rows', async () => {
    const a = await database.connect();
    expect((await a.query("SELECT repeat('x', 20000000) AS big")).rows[0]?.big).toHaveLength(20_000_000);
    expect((await a.query('SELECT g FROM generate_series(1, 200000) g')).rows).toHaveLength(200_000);
  });

  it.each([
    ['nested too deep to parse', `SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)}`, '42601'],
    ['nested too deep to plan', `SELECT 1${'+1'.repeat(30_000)}`, '54001'],
    ['of too many brackets', `SELECT '${'['.repeat(100_000)}'::jsonb`, '22P02'],
    [
      'that needs more memory than there is',
      "SELECT length(string_agg(repeat('x', 1000000), '')) FROM generate_series(1, 900)",
      '53200',
    ],
  ])('refuses a statement %s as PostgreSQL does, and goes on', async (_, sql, code) => {
    const a = await database.connect();
    expect(await failure(a.query(sql))).toBe(code);
    expect((await a.query('SELECT 1 AS x')).rows).toEqual([{ x: 1 }]);
  });

  it('ends a connection that sends nonsense, and only that one', async () => {
    const a = takeWire(await database.connect());
    a.send(Buffer.from([0x51, 0xff, 0xff, 0xff, 0xff]));
    expect((await a.until('E')).errors).toEqual(['08P01']);
    const b = await database.connect();
    expect((await b.query('SELECT 1 AS x')).rows).toEqual([{ x: 1 }]);
  });
});

describe('logging in', () => {
  const as = (user: string, password: string): pg.ClientConfig => ({
    connectionString: undefined,
    host: '127.0.0.1',
    port: database.port,
    database: 'pagila',
    user,
    password,
  });

  it('checks the password that the role has now', async () => {
    const admin = await database.connect();
    await admin.query("CREATE ROLE guest LOGIN PASSWORD 'first'");
    await database.connect(as('guest', 'first'));
    await admin.query("ALTER ROLE guest PASSWORD 'second'");
    expect(await failure(database.connect(as('guest', 'first')))).toBe('28P01');
    await database.connect(as('guest', 'second'));
  });

  it.each([
    ['a wrong password', 'postgres', 'nope', '28P01'],
    ['an unknown user', 'stranger', testPassword, '28P01'],
    ['a role without a password', 'pg_monitor', testPassword, '28P01'],
  ])('refuses %s', async (_, user, password, code) => {
    expect(await failure(database.connect(as(user, password)))).toBe(code);
  });

  it('refuses a role that may not log in, may not connect, or whose password has expired', async () => {
    const admin = await database.connect();
    await admin.query("CREATE ROLE unable PASSWORD 'x'; CREATE ROLE late LOGIN PASSWORD 'x' VALID UNTIL '2020-01-01'");
    expect(await failure(database.connect(as('unable', 'x')))).toBe('28000');
    expect(await failure(database.connect(as('late', 'x')))).toBe('28P01');
    expect(await failure(database.connect({ ...as('postgres', testPassword), database: 'elsewhere' }))).toBe('3D000');
  });
});
