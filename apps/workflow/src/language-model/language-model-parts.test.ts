import { toRolePolicy } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { managerOfStore1, policy } from '../test/fakes.js';
import { createCircuitBreaker } from './create-circuit-breaker.js';
import type { SpendingRecord } from './create-model-budget.js';
import { createModelBudget } from './create-model-budget.js';
import { createReplyCache } from './create-reply-cache.js';
import { mostTelling } from './model-failure.js';
import { addUsage, noUsage } from './model-usage.js';

describe('createCircuitBreaker', () => {
  it('rests a model after three failures in a row, then lets one call through', () => {
    let now = 0;
    const breaker = createCircuitBreaker({ threshold: 3, restMs: 1_000, now: () => now });
    breaker.failed('m');
    breaker.failed('m');
    expect(breaker.waitMs('m')).toBe(0);
    breaker.failed('m');
    expect(breaker.waitMs('m')).toBe(1_000);
    expect(breaker.waitMs('other')).toBe(0);
    now = 1_000;
    expect(breaker.waitMs('m')).toBe(0);
    breaker.failed('m');
    expect(breaker.waitMs('m')).toBe(1_000);
    now = 2_000;
    breaker.succeeded('m');
    breaker.failed('m');
    expect(breaker.waitMs('m')).toBe(0);
  });

  it('waits at once when the provider asks for it', () => {
    const breaker = createCircuitBreaker({ threshold: 3, restMs: 1_000, now: () => 0 });
    breaker.failed('m', 2_500);
    expect(breaker.waitMs('m')).toBe(2_500);
  });
});

describe('createModelBudget', () => {
  const spent = (entries: Readonly<Record<string, number>>): SpendingRecord => ({
    tokensSince: (username, since) => Promise.resolve(entries[`${username} ${since.toISOString().slice(0, 10)}`] ?? 0),
  });

  it('ends a day of one user when the tokens on record are spent, and begins anew the next day', async () => {
    let now = new Date('2026-01-01T23:59:00Z');
    const record = spent({ 'ann 2026-01-01': 1_000 });
    const budget = createModelBudget({ tokensPerDay: 1_000, record, now: () => now });
    expect(await budget.allows('ann', noUsage)).toBe(false);
    expect(await budget.allows('bob', noUsage)).toBe(true);
    now = new Date('2026-01-02T00:00:00Z');
    expect(await budget.allows('ann', noUsage)).toBe(true);
  });

  it('counts what the question under way has used, also where the provider reports nothing', async () => {
    const budget = createModelBudget({ tokensPerDay: 1_000, record: spent({}), now: () => new Date(0) });
    expect(await budget.allows('ann', { attempts: 1, prompt_tokens: 900, completion_tokens: 100, cost: null })).toBe(
      false,
    );
    expect(await budget.allows('ann', { ...noUsage, attempts: 1 })).toBe(false);
  });
});

describe('createReplyCache', () => {
  const key = {
    question: 'q',
    context: managerOfStore1,
    rolePolicy: toRolePolicy(policy, 'store_manager'),
    turns: [],
    dataVersion: 'v1',
  };
  const reply = { candidates: [{ sql: 'SELECT 1', cut: false }], model: 'm' };
  const create = (now = () => 0) => createReplyCache({ capacity: 2, ttlMs: 100, models: ['m'], now });

  it('finds a reply for the same question in the same scope only', () => {
    const cache = create();
    cache.keep(key, reply);
    expect(cache.find(key)).toEqual(reply);
    expect(cache.find({ ...key, context: { ...managerOfStore1, store_ids: [2] } })).toBeNull();
    expect(cache.find({ ...key, context: { ...managerOfStore1, role: 'finance' } })).toBeNull();
    expect(cache.find({ ...key, dataVersion: 'v2' })).toBeNull();
    expect(cache.find({ ...key, question: 'other' })).toBeNull();
  });

  it('forgets what is old and what was used longest ago', () => {
    let now = 0;
    const cache = create(() => now);
    cache.keep(key, reply);
    cache.keep({ ...key, question: 'b' }, reply);
    cache.find(key);
    cache.keep({ ...key, question: 'c' }, reply);
    expect(cache.find({ ...key, question: 'b' })).toBeNull();
    now = 100;
    expect(cache.find(key)).toBeNull();
  });
});

describe('failures and use', () => {
  it('names the failure that a person can mend before a passing one', () => {
    expect(mostTelling([{ kind: 'timeout' }, { kind: 'unknown-model' }, { kind: 'rate-limited' }]).kind).toBe(
      'rate-limited',
    );
    expect(mostTelling([]).kind).toBe('unavailable');
  });

  it('adds use, and keeps unknown figures unknown', () => {
    const one = { attempts: 1, prompt_tokens: 10, completion_tokens: null, cost: 0.5 };
    expect(addUsage(one, { ...one, prompt_tokens: null })).toEqual({
      attempts: 2,
      prompt_tokens: 10,
      completion_tokens: null,
      cost: 1,
    });
  });
});
