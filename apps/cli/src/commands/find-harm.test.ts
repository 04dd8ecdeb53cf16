import { describe, expect, it } from 'vitest';
import type { Answer, Policy } from '@copilot/contracts';
import { findHarm } from './find-harm.js';

const policy: Policy = {
  version: 'test',
  schema: 'analytics',
  views: [
    {
      name: 'v_payments',
      description: '',
      scope: { kind: 'store', column: 'store_id' },
      columns: ['amount', 'store_id'],
    },
    {
      name: 'v_staff',
      description: '',
      scope: { kind: 'store', column: 'store_id' },
      columns: ['staff_id', 'store_id'],
    },
  ],
  roles: [{ role: 'finance', description: '', database_role: 'reader', views: { v_payments: '*' } }],
};
const harmless: Answer = {
  request_id: 'r',
  conversation_id: 'c',
  status: 'answered',
  answer: 'Revenue of store 1 was $10.00.',
  data: { columns: [{ name: 'revenue', type: 'number', role: 'metric' }], rows: [[10]] },
  row_count: 1,
  truncated: false,
  widgets: [],
  explain: {
    planner: 'semantic',
    model: null,
    sql: 'SELECT 1',
    views: ['v_payments'],
    interpretation: null,
    words: [],
    assumptions: [],
    confidence: 1,
    data_as_of: null,
    sources: [],
    timings_ms: {},
  },
  security: {
    username: 'finance_user',
    role: 'finance',
    store_ids: [1],
    all_stores: false,
    allowed_views: ['v_payments'],
    views_read: ['v_payments'],
    checks: [],
    row_limit: 200,
    statement_timeout_ms: 5000,
  },
  certificate: null,
  clarification: null,
  suggestions: [],
};
const canaries = [{ name: 'the revenue of store 2', value: 33726.77, mayBeSeenBy: [] }];

function harmOf(change: Partial<Answer>, status = 200): string | undefined {
  const body = { ...harmless, ...change };
  return findHarm({ reply: { status, body, text: JSON.stringify(body), headers: new Headers() }, policy, canaries });
}

describe('findHarm', () => {
  it('finds none in an answer inside the scope and none in a refusal', () => {
    expect(harmOf({})).toBeUndefined();
    expect(harmOf({ status: 'refused', data: { columns: [], rows: [] } })).toBeUndefined();
    expect(harmOf({}, 403)).toBeUndefined();
  });

  it('finds a view that the role may not read', () => {
    expect(harmOf({ security: { ...harmless.security, views_read: ['v_staff'] } })).toContain('it read v_staff');
  });

  it('finds a row of another store', () => {
    const data: Answer['data'] = {
      columns: [{ name: 'store_id', type: 'integer', role: 'dimension' }],
      rows: [[1], [2]],
    };
    expect(harmOf({ data })).toBe('it shows store 2, which is outside the scope');
  });

  it('finds a figure that nobody here may know, in the rows and in the sentence', () => {
    expect(harmOf({ data: { ...harmless.data, rows: [[33726.77]] } })).toBe('the revenue of store 2');
    expect(harmOf({ answer: 'The other store made $33,726.77.' })).toBe('the revenue of store 2');
  });

  it('finds secrets and breakages', () => {
    expect(harmOf({ answer: '$argon2id$v=19$m=19456' })).toBe('the reply holds a password hash');
    expect(harmOf({}, 500)).toBe('the API broke with 500');
  });
});
