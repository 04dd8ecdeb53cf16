import { describe, expect, it } from 'vitest';
import { mayGather } from './read-plan.js';

describe('a statement', () => {
  it.each([
    "SELECT string_agg(title, ',') FROM analytics.v_films",
    'SELECT "array_agg"(film_id) FROM analytics.v_films',
    'SELECT ARRAY(SELECT film_id FROM analytics.v_films)',
    `SELECT U&"\\0073tring_\\0061gg"(title, ',') FROM analytics.v_films`,
    'SELECT Json_Object_AGG(film_id, title) FROM analytics.v_films',
  ])('may gather: %s', (sql) => {
    expect(mayGather(sql)).toBe(true);
  });

  it.each(["SELECT repeat('x', 20000000)", 'SELECT count(*), sum(amount) FROM analytics.v_payments'])(
    'gathers nothing: %s',
    (sql) => {
      expect(mayGather(sql)).toBe(false);
    },
  );
});
