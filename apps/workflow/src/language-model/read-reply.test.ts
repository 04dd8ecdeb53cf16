import { describe, expect, it } from 'vitest';
import { readReply } from './read-reply.js';

const SQL = 'SELECT count(*) FROM v_payments';
const first = (reply: string): string | undefined => readReply(reply)[0]?.sql;

describe('readReply', () => {
  it.each([
    ['JSON', `{"sql": "${SQL}"}`],
    ['JSON in a fence', `Here you are:\n\`\`\`json\n{"sql": "${SQL};"}\n\`\`\`\nHope it helps.`],
    ['JSON amid prose', `Sure! {"explanation": "counts", "SQL": "${SQL}"} Anything else?`],
    ['JSON whose member is fenced', JSON.stringify({ sql: `\`\`\`sql\n${SQL}\n\`\`\`` })],
    ['a list of queries', JSON.stringify({ queries: [{ sql: SQL }, { sql: 'SELECT 2' }] })],
    ['a bare list', JSON.stringify([SQL])],
    ['a fenced block', `The query:\n\`\`\`sql\n${SQL}\n\`\`\``],
    ['a fence that never closes', `\`\`\`sql\n${SQL}`],
    ['a fence without a language', `\`\`\`\n${SQL}\n\`\`\``],
    ['a fence on one line', `\`\`\`${SQL}\`\`\``],
    ['bare SQL', `${SQL};`],
    ['a thought before it', `<think>SELECT secrets?</think>\n${SQL}`],
  ])('finds the query in %s', (_name, reply) => {
    expect(first(reply)).toBe(SQL);
  });

  it('reads JSON whose strings break lines', () => {
    expect(first('{"sql": "SELECT count(*)\nFROM v_payments"}')).toBe('SELECT count(*)\nFROM v_payments');
  });

  it('keeps several fenced queries in their order', () => {
    const reply = '```sql\nSELECT 1\n```\nor\n```sql\nSELECT 2\n```';
    expect(readReply(reply)).toEqual([
      { sql: 'SELECT 1', cut: false },
      { sql: 'SELECT 2', cut: false },
    ]);
  });

  it('offers shorter cuts of bare SQL with prose after it, marked as cuts', () => {
    expect(readReply(`${SQL};\nThis counts payments.`)).toEqual([
      { sql: `${SQL};\nThis counts payments.`, cut: false },
      { sql: SQL, cut: true },
    ]);
  });

  it.each([
    ['a refusal', '{"sql": null}'],
    ['an empty query', '{"sql": "  "}'],
    ['prose', 'I cannot do that.'],
    ['nothing', ''],
    ['other JSON', '{"answer": 42}'],
    ['members that pollute', '{"__proto__": {"sql": "SELECT 1"}}'],
  ])('finds none in %s', (_name, reply) => {
    expect(readReply(reply)).toEqual([]);
  });

  it.each([
    ['escaped quotes', `{"${'\\"'.repeat(120_000)}`],
    ['semicolons', `SELECT 1${';'.repeat(240_000)}x`],
    ['blanks', `SELECT 1${' \t'.repeat(120_000)}x`],
    ['fences', '```sql '.repeat(34_000)],
    ['brackets', '['.repeat(240_000)],
  ])(
    'is through with a reply full of %s as fast as with any other',
    (_name, reply) => {
      // What takes the square of the length runs for half a minute and more here, whatever the machine.
      expect(readReply(reply)).toEqual([]);
    },
    20_000,
  );

  it('leaves out what no person would read as a query, and never a part of it', () => {
    const long = `SELECT count(*) FROM v_payments WHERE amount IN (${'1, '.repeat(10_000)}1)`;
    expect(readReply(JSON.stringify({ sql: long }))).toEqual([]);
    expect(readReply(`${long};\nThat is it.`)).toEqual([]);
  });

  it('reads a megabyte of brackets without trouble', () => {
    expect(readReply('{"sql": '.repeat(100_000))).toEqual([]);
  });
});
