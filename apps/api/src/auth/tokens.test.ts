import { describe, expect, it } from 'vitest';
import { createTokens, type Tokens } from './tokens.js';

const secret = { first: 'first'.repeat(8), second: 'second'.repeat(8), third: 'third'.repeat(8) };
const user = { username: 'ann', role: 'finance', store_ids: [1], all_stores: false } as const;
const generation = '7d9f2f5e-6a0d-4b55-9a51-0c2f4d8f3f10';
let now = Date.UTC(2026, 0, 1);
const tokensOf = (name: keyof typeof secret, previous?: keyof typeof secret): Tokens =>
  createTokens({
    secret: secret[name],
    previousSecret: previous === undefined ? undefined : secret[previous],
    lifetimeSeconds: 600,
    now: () => now,
  });

describe('tokens, while their secret is changed', () => {
  it('hold until they expire, as long as the secret before is named', async () => {
    const text = await tokensOf('first').issue({ ...user, store_ids: [...user.store_ids] }, generation);
    expect(await tokensOf('second', 'first').verify(text)).toMatchObject({ username: 'ann' });
    expect(await tokensOf('second').verify(text)).toBeNull();
    expect(await tokensOf('third', 'second').verify(text)).toBeNull();
    now += 601_000;
    expect(await tokensOf('second', 'first').verify(text)).toBeNull();
  });

  it('are signed by the new secret alone', async () => {
    const text = await tokensOf('second', 'first').issue({ ...user, store_ids: [...user.store_ids] }, generation);
    expect(await tokensOf('first').verify(text)).toBeNull();
    expect(await tokensOf('second').verify(text)).toMatchObject({ username: 'ann' });
  });
});

describe('a token that was checked before', () => {
  it('is still refused once it has expired, or when a letter of it is changed', async () => {
    const tokens = tokensOf('first');
    const text = await tokens.issue({ ...user, store_ids: [...user.store_ids] }, generation);
    const first = await tokens.verify(text);
    expect(await tokens.verify(text)).toEqual(first);
    expect(await tokens.verify(`${text.slice(0, -2)}xx`)).toBeNull();
    now += 601_000;
    expect(await tokens.verify(text)).toBeNull();
    expect(await tokens.verify(text)).toBeNull();
  });
});
