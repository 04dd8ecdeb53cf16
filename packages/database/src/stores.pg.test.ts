import { SemanticQuerySchema, type Role } from '@copilot/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditRecord } from './audit/audit-record.js';
import { createAuditStore } from './audit/create-audit-store.js';
import { createSpendingRecord } from './audit/create-spending-record.js';
import { createPool, type Pool } from './connect/create-pool.js';
import { databaseUrls } from './connect/database-urls.js';
import { createConversationStore, toContractTurn, type NewTurn } from './conversations/create-conversation-store.js';
import { createSavedAnswerStore, type NewSavedAnswer } from './conversations/create-saved-answer-store.js';
import { createFeedbackStore } from './conversations/create-feedback-store.js';
import { createLoginLimiter } from './limits/create-login-limiter.js';
import { createRateLimiter } from './limits/create-rate-limiter.js';
import { createRagStore, type RagDocument } from './rag/create-rag-store.js';
import { createVerifiedQuestionStore } from './rag/create-verified-question-store.js';
import { databaseMissing, openTestDatabase, type TestDatabase } from './testing/open-test-database.js';
import { createUserStore } from './users/create-user-store.js';
import { hashPassword, verifyPassword } from './users/hash-password.js';
import { sampleUsers } from './users/seed-sample-users.js';

const missing = databaseMissing(process.env.TEST_DATABASE_URL);
if (missing !== null) console.warn(`stores.pg.test.ts is skipped: ${missing}`);

describe.skipIf(missing !== null)('the stores of the application', () => {
  let database: TestDatabase;
  let pool: Pool;

  beforeAll(async () => {
    database = await openTestDatabase(process.env.TEST_DATABASE_URL, 'without-data');
    pool = createPool(databaseUrls({ ...database, baseUrl: database.adminUrl }).app, {
      max: 4,
      applicationName: 'test',
    });
  });
  afterAll(async () => {
    await pool?.end();
    await database?.close();
  });

  describe('users', () => {
    it('holds the five sample users with their roles, stores and passwords', async () => {
      const users = createUserStore(pool);
      for (const sample of sampleUsers) {
        const user = await users.findUser(sample.username);
        expect(user).toMatchObject({
          role: sample.role,
          storeIds: sample.storeIds,
          allStores: sample.allStores,
          active: true,
        });
        expect(user?.passwordHash).toMatch(/^\$argon2id\$/);
        expect(await verifyPassword(user?.passwordHash ?? null, sample.password)).toBe(true);
        expect(await verifyPassword(user?.passwordHash ?? null, `${sample.password}x`)).toBe(false);
      }
      expect(await users.list()).toHaveLength(5);
      expect(JSON.stringify(await users.list())).not.toContain('argon2');
    });

    it('does the same work for somebody who does not exist, and never lets him in', async () => {
      expect(await createUserStore(pool).findUser('nobody')).toBeNull();
      await verifyPassword(null, 'warm-up');
      const known = await hashPassword('right');
      const time = async (hash: string | null): Promise<number> => {
        const started = performance.now();
        for (let round = 0; round < 5; round += 1) expect(await verifyPassword(hash, 'wrong')).toBe(false);
        return performance.now() - started;
      };
      const [unknown, wrong] = [await time(null), await time(known)];
      expect(unknown).toBeGreaterThan(wrong / 4);
      expect(await verifyPassword('not a hash', 'x')).toBe(false);
    });

    it('adds, changes and removes; a change shows at once', async () => {
      const users = createUserStore(pool);
      const passwordHash = await hashPassword('long enough');
      const user = { username: "o'brien; --", passwordHash, role: 'finance' as Role, storeIds: [2], allStores: false };
      expect(await users.add(user)).toBe(true);
      expect(await users.add(user)).toBe(false);
      expect(await users.setRole(user.username, 'marketing')).toBe(true);
      expect(await users.setStores(user.username, { storeIds: [1, 2], allStores: false })).toBe(true);
      expect(await users.setActive(user.username, false)).toBe(true);
      expect(await users.findUser(user.username)).toMatchObject({ role: 'marketing', storeIds: [1, 2], active: false });
      expect(await users.setActive('nobody', true)).toBe(false);
      expect(await users.remove(user.username)).toBe(true);
      expect(await users.findUser(user.username)).toBeNull();
    });

    it('remembers withdrawn tokens until they expire by themselves', async () => {
      const users = createUserStore(pool);
      const hour = 3_600;
      const now = Math.floor(Date.now() / 1000);
      await users.revokeToken('alive', now + hour);
      await users.revokeToken('alive', now + hour);
      await users.revokeToken('long gone', now - 3 * hour);
      expect(await users.isRevoked('alive')).toBe(true);
      expect(await users.isRevoked('other')).toBe(false);
      expect(await users.isRevoked('long gone')).toBe(false);
      const generation = (await users.findUser('admin_user'))?.tokenGeneration ?? '';
      const session = { username: 'admin_user', tokenId: 'other', generation };
      expect(await users.findSession(session)).toMatchObject({ username: 'admin_user', active: true });
      expect(await users.findSession({ ...session, tokenId: 'alive' })).toBeNull();
      expect(await users.findSession({ ...session, username: 'nobody' })).toBeNull();
      expect(await users.findSession({ ...session, generation: '' })).toBeNull();
    });

    it('ends all tokens with every change of what a user may do, also for a user of the same name', async () => {
      const users = createUserStore(pool);
      const passwordHash = await hashPassword('long enough');
      const user = { username: 'changing', passwordHash, role: 'finance' as Role, storeIds: [1], allStores: false };
      const generationNow = async () => (await users.findUser(user.username))?.tokenGeneration ?? '';
      const seen: string[] = [];
      const steps: (() => Promise<unknown>)[] = [
        () => users.add(user),
        () => users.setActive(user.username, false),
        () => users.setActive(user.username, true),
        () => users.setRole(user.username, 'marketing'),
        () => users.setStores(user.username, { storeIds: [2], allStores: false }),
        () => users.setPassword(user.username, passwordHash),
        () => users.endSessions(user.username),
        // Whoever changes the table by hand ends them as well.
        () => pool.query(`UPDATE public.auth_users SET active = false WHERE username = 'changing'`),
        () => pool.query(`UPDATE public.auth_users SET active = true WHERE username = 'changing'`),
        () =>
          pool.query(`UPDATE public.auth_users SET password_hash = password_hash || 'x' WHERE username = 'changing'`),
        async () => {
          await users.remove(user.username);
          await users.add(user);
        },
      ];
      for (const step of steps) {
        await step();
        seen.push(await generationNow());
      }
      expect(new Set(seen).size).toBe(steps.length);
      const session = { username: user.username, tokenId: 'any', generation: await generationNow() };
      expect(await users.findSession(session)).toMatchObject({ username: 'changing' });
      for (const generation of seen.slice(0, -1)) {
        expect(await users.findSession({ ...session, generation })).toBeNull();
      }
      await users.remove(user.username);
    });
  });

  describe('limits', () => {
    it('make an account wait after its failures, and others not', async () => {
      const limiter = createLoginLimiter(pool, { perAccount: 3, perAddress: 100, windowSeconds: 60 });
      const guess = { account: 'Target', address: '10.0.0.1' };
      expect(await limiter.fail(guess)).toBe(0);
      expect(await limiter.fail({ ...guess, account: 'target' })).toBe(0);
      expect(await limiter.fail(guess)).toBeGreaterThan(50);
      expect(await limiter.retryAfter({ account: 'TARGET', address: '10.0.0.9' })).toBeGreaterThan(50);
      expect(await limiter.retryAfter({ account: 'other', address: '10.0.0.1' })).toBe(0);
      await limiter.succeed({ account: 'target', address: '10.0.0.9' });
      expect(await limiter.retryAfter(guess)).toBe(0);
    });

    it('make an address wait that tries many accounts, also after a success', async () => {
      const limiter = createLoginLimiter(pool, { perAccount: 100, perAddress: 4, windowSeconds: 60 });
      const address = '10.0.0.2';
      await Promise.all(Array.from({ length: 4 }, (_, number) => limiter.fail({ account: `a${number}`, address })));
      expect(await limiter.retryAfter({ account: 'new', address })).toBeGreaterThan(0);
      await limiter.succeed({ account: 'a1', address });
      expect(await limiter.retryAfter({ account: 'new', address })).toBeGreaterThan(0);
    });

    it('begin anew when the window is over', async () => {
      const limiter = createLoginLimiter(pool, { perAccount: 1, perAddress: 100, windowSeconds: 1 });
      const attempt = { account: 'short', address: '10.0.0.3' };
      expect(await limiter.fail(attempt)).toBeGreaterThan(0);
      await new Promise((resolve) => setTimeout(resolve, 1_200));
      expect(await limiter.retryAfter(attempt)).toBe(0);
    });

    it('let exactly as many questions through as allowed, however many copies ask at once', async () => {
      const limiters = [1, 2, 3].map(() => createRateLimiter(pool, { limit: 10 }));
      const decisions = await Promise.all(
        Array.from({ length: 30 }, (_, number) =>
          (limiters[number % 3] ?? createRateLimiter(pool, { limit: 10 })).take('busy'),
        ),
      );
      expect(decisions.filter((decision) => decision.allowed)).toHaveLength(10);
      for (const refused of decisions.filter((decision) => !decision.allowed)) {
        expect(refused.retryAfterSeconds).toBeGreaterThan(0);
        expect(refused.retryAfterSeconds).toBeLessThanOrEqual(60);
      }
      expect(await createRateLimiter(pool, { limit: 10 }).take('calm')).toEqual({
        allowed: true,
        remaining: 9,
        retryAfterSeconds: 0,
      });
      expect((await createRateLimiter(pool, { limit: 1, name: 'complete' }).take('busy')).allowed).toBe(true);
    });
  });

  describe('saved answers', () => {
    const answer = (title: string, more: Partial<NewSavedAnswer> = {}): NewSavedAnswer => ({
      title,
      question: `question of ${title}`,
      query: null,
      storeId: null,
      requestId: 'r1',
      resultSha256: null,
      ...more,
    });

    it('hold how to compute them, and no row', async () => {
      const store = createSavedAnswerStore(pool);
      const query = SemanticQuerySchema.parse({ metrics: [{ metric: 'revenue' }] });
      const added = await store.add(
        'ann',
        answer('t'.repeat(300), { query, storeId: 2, resultSha256: 'a'.repeat(64) }),
        9,
      );
      expect(added?.title).toHaveLength(200);
      expect(await store.get('ann', added?.id ?? '')).toEqual(added);
      expect(added).toMatchObject({ query, storeId: 2, requestId: 'r1', resultSha256: 'a'.repeat(64) });
      const { rows } = await pool.query<{ name: string }>(
        `SELECT attname::text AS name FROM pg_attribute WHERE attrelid = 'public.saved_answers'::regclass AND attnum > 0`,
      );
      expect(rows.map((row) => row.name)).not.toContain('rows');
    });

    it('are found by words of title and question, the newest first, no more than allowed', async () => {
      const store = createSavedAnswerStore(pool);
      for (const title of ['100% of Spring', 'Fall']) await store.add('cleo', answer(title), 2);
      expect(await store.add('cleo', answer('one too many'), 2)).toBeNull();
      expect((await store.list('cleo')).map((entry) => entry.title)).toEqual(['Fall', '100% of Spring']);
      expect(await store.list('cleo', { search: 'QUESTION OF fall' })).toHaveLength(1);
      expect(await store.list('cleo', { search: '0% of' })).toHaveLength(1);
      expect(await store.list('cleo', { search: '_' })).toEqual([]);
    });

    it('exist only for their owner', async () => {
      const store = createSavedAnswerStore(pool);
      const id = (await store.add('ann', answer('private'), 9))?.id ?? '';
      expect(await store.get('bob', id)).toBeNull();
      expect(await store.rename('bob', id, 'mine')).toBe(false);
      expect(await store.remove('bob', id)).toBe(false);
      expect(await store.get('ann', "x' OR true --")).toBeNull();
      expect(await store.rename('ann', id, 'still private')).toBe(true);
      expect((await store.get('ann', id))?.title).toBe('still private');
      expect(await store.remove('ann', id)).toBe(true);
      expect(await store.remove('ann', id)).toBe(false);
    });
  });

  describe('conversations', () => {
    const turn = (question: string, more: Partial<NewTurn> = {}): NewTurn => ({
      requestId: `request of ${question}`,
      question,
      status: 'answered',
      answer: 'Revenue was $1.',
      query: null,
      columns: ['store', 'revenue'],
      rows: Array.from({ length: 30 }, (_, number) => [number, 'x']),
      role: 'store_manager',
      storeIds: [1],
      allStores: false,
      views: ['v_payments'],
      ...more,
    });

    it('keep their turns in order with the first 20 rows and the rights they were answered under', async () => {
      const store = createConversationStore(pool);
      const { id } = await store.create('ann', { title: 't'.repeat(300) });
      await Promise.all(['one', 'two', 'three'].map((question) => store.appendTurn('ann', id, turn(question))));
      const kept = await store.get('ann', id);
      expect(kept?.title).toHaveLength(200);
      expect(kept?.turnCount).toBe(3);
      expect(kept?.turns.map((entry) => entry.question).sort()).toEqual(['one', 'three', 'two']);
      expect(kept?.turns[0]).toMatchObject({
        role: 'store_manager',
        storeIds: [1],
        views: ['v_payments'],
        rows: expect.objectContaining({ length: 20 }),
      });
      expect(kept?.turns.map(toContractTurn)).toHaveLength(3);
      expect((await store.findByRequest('ann', 'request of two'))?.id).toBe(id);
    });

    it('exist only for their owner', async () => {
      const store = createConversationStore(pool);
      const { id } = await store.create('ann', { title: 'private' });
      await store.appendTurn('ann', id, turn('secret'));
      expect(await store.get('bob', id)).toBeNull();
      expect(await store.appendTurn('bob', id, turn('x'))).toBe(false);
      expect(await store.rename('bob', id, 'x')).toBe(false);
      expect(await store.remove('bob', id)).toBe(false);
      expect(await store.findByRequest('bob', 'request of secret')).toBeNull();
      expect(await store.list('bob')).toEqual([]);
      expect(await store.get('ann', "x' OR true --")).toBeNull();
    });

    it('begin with their first turn, or not at all', async () => {
      const store = createConversationStore(pool);
      const id = '11111111-2222-4333-8444-555555555555';
      await store.begin('dan', { id, title: 'begun' }, turn('hello'));
      expect(await store.get('dan', id)).toMatchObject({
        title: 'begun',
        turnCount: 1,
        turns: [{ question: 'hello' }],
      });
      await expect(store.begin('eve', { id, title: 'stolen' }, turn('x'))).rejects.toThrow();
      expect((await store.get('dan', id))?.turns).toHaveLength(1);
      await store.appendTurn('dan', id, turn('again'));
      expect((await store.get('dan', id))?.turns.map((entry) => entry.question)).toEqual(['hello', 'again']);
    });

    it('are forgotten when nobody has used them for long', async () => {
      const store = createConversationStore(pool);
      const old = await store.create('fay', { title: 'old' });
      const fresh = await store.create('fay', { title: 'fresh' });
      await pool.query(`UPDATE public.conversations SET updated_at = now() - interval '31 days' WHERE id = $1`, [
        old.id,
      ]);
      expect(await store.removeUnused(30)).toBe(1);
      expect((await store.list('fay')).map((entry) => entry.id)).toEqual([fresh.id]);
    });

    it('are listed by last use, found by their words, renamed and removed', async () => {
      const store = createConversationStore(pool);
      const first = await store.create('cid', { title: 'first' });
      const second = await store.create('cid', { title: '100% second' });
      await store.appendTurn('cid', first.id, turn('late returns'));
      expect((await store.list('cid')).map((entry) => entry.id)).toEqual([first.id, second.id]);
      expect((await store.list('cid', { search: 'LATE' })).map((entry) => entry.id)).toEqual([first.id]);
      expect((await store.list('cid', { search: '0% s' })).map((entry) => entry.id)).toEqual([second.id]);
      expect(await store.list('cid', { search: '_%_%_%_nothing' })).toEqual([]);
      expect(await store.rename('cid', second.id, 'renamed')).toBe(true);
      expect(await store.remove('cid', first.id)).toBe(true);
      expect((await store.list('cid')).map((entry) => entry.title)).toEqual(['renamed']);
    });
  });

  it('keeps one judgement a person and answer, and what was reviewed', async () => {
    const store = createFeedbackStore(pool);
    await store.add({ requestId: 'r1', username: 'ann', rating: 'up' });
    const { id } = await store.add({ requestId: 'r1', username: 'ann', rating: 'down', comment: 'wrong store' });
    await store.add({ requestId: 'r1', username: 'bob', rating: 'up' });
    expect(await store.list()).toHaveLength(2);
    expect(await store.list({ rating: 'down' })).toMatchObject([
      { id, username: 'ann', comment: 'wrong store', reviewed: false, question: null },
    ]);
    expect(await store.setReviewed(id, true)).toBe(true);
    expect(await store.setReviewed('no number', true)).toBe(false);
    expect((await store.list({ reviewed: false })).map((entry) => entry.username)).toEqual(['bob']);
  });

  it('keeps one verified question for the same words, by role, and as a document that is found at once', async () => {
    const documents = createRagStore(pool);
    const found = async (role: 'finance' | 'marketing'): Promise<string[]> =>
      (await documents.search({ embedding: null, text: 'what did we earn', role, limit: 20 }))
        .filter(({ kind }) => kind === 'verified_question')
        .map(({ content }) => content);
    const store = createVerifiedQuestionStore(pool);
    const first = await store.add({
      question: 'How much  did we EARN?',
      sql: 'SELECT 1',
      roles: ['finance'],
      verifiedBy: 'ann',
    });
    expect(await store.list({ role: 'finance' })).toEqual([first]);
    expect(await store.list({ role: 'marketing' })).toEqual([]);
    expect(await found('finance')).toEqual(['SELECT 1']);
    expect(await found('marketing')).toEqual([]);
    const again = await store.add({
      question: 'how much did we earn',
      sql: 'SELECT 2',
      roles: ['finance', 'admin'],
      verifiedBy: 'bob',
    });
    expect(again.id).toBe(first.id);
    expect(await store.list({ role: 'admin' })).toHaveLength(1);
    expect(await found('finance')).toEqual(['SELECT 2']);
    expect(await store.remove(first.id)).toBe(true);
    expect(await store.list()).toEqual([]);
    expect(await found('finance')).toEqual([]);
  });

  describe('documents', () => {
    const axis = (at: number): number[] => Array.from({ length: 256 }, (_, index) => (index === at ? 1 : 0));
    const documentOf = (id: string, more: Partial<RagDocument> = {}): RagDocument => ({
      id,
      kind: 'metric',
      title: id,
      content: `about ${id}`,
      roles: ['admin', 'finance'],
      source: 'model',
      embedding: null,
      ...more,
    });

    it('are found by vector, by words, and best by both', async () => {
      const store = createRagStore(pool);
      await store.replaceAll([
        documentOf('alpha', { content: 'giraffes and zebras', embedding: axis(1) }),
        documentOf('beta', { content: 'nothing of the kind', embedding: axis(2) }),
        documentOf('gamma', { content: 'zebras at night', embedding: axis(2) }),
      ]);
      const search = (text: string, embedding: number[] | null, role: Role = 'admin') =>
        store.search({ text, embedding, role, limit: 10 });
      expect((await search('zebra', null)).map((hit) => hit.id).sort()).toEqual(['alpha', 'gamma']);
      expect((await search('', axis(1)))[0]?.id).toBe('alpha');
      const both = await search('where are the zebras tonight', axis(2));
      expect(both[0]?.id).toBe('gamma');
      expect(both[0]?.score).toBeLessThanOrEqual(1);
      expect(await search('zebra', axis(2), 'marketing')).toEqual([]);
      expect(await search(`'); DELETE; -- & | ! :* \\ zebra`, null)).toHaveLength(2);
    });

    it('are replaced as a whole, but for the seeded rules', async () => {
      const store = createRagStore(pool);
      await store.replaceAll([documentOf('old')]);
      const seeded = (await store.count()) - 1;
      expect(seeded).toBeGreaterThan(5);
      await store.replaceAll([
        documentOf('new', { embedding: [0.5, 0.25, 1] }),
        documentOf('newer', { source: 'elsewhere' }),
      ]);
      expect(await store.count()).toBe(seeded + 2);
      const [hit] = await store.search({ text: '', embedding: [0.5, 0.25, 1], role: 'finance', limit: 3 });
      expect(hit?.id).toBe('new');
      await store.replaceAll([]);
      expect(await store.count()).toBe(seeded);
    });
  });

  describe('what a user spent of the language model', () => {
    it('is read from the audit, day by day, silence of the provider included', async () => {
      const audit = createAuditStore(pool);
      const usage = (prompt_tokens: number | null) => ({
        attempts: 1,
        prompt_tokens,
        completion_tokens: 10,
        cost: null,
      });
      for (const [username, used] of [
        ['spender', usage(90)],
        ['spender', usage(null)],
        ['spender', { ...usage(500), attempts: 0 }],
        ['saver', usage(7)],
      ] as const)
        await audit.append({ ...questionOf(username), usage: used });
      const spent = createSpendingRecord(pool);
      const yesterday = new Date(Date.now() - 86_400_000);
      expect(await spent.tokensSince('spender', yesterday, 1_500)).toBe(1_600);
      expect(await spent.tokensSince('nobody', yesterday, 1_500)).toBe(0);
      expect(await spent.tokensSince('spender', new Date(Date.now() + 60_000), 1_500)).toBe(0);
    });
  });
});

const questionOf = (username: string): AuditRecord => ({
  requestId: 'r',
  conversationId: null,
  username,
  role: 'admin',
  storeIds: [],
  allStores: true,
  question: 'q',
  status: 'answered',
  errorStage: null,
  problem: null,
  planner: 'llm',
  model: 'm',
  sql: null,
  views: [],
  rowCount: 0,
  durationMs: 1,
  timingsMs: {},
  events: [],
});
