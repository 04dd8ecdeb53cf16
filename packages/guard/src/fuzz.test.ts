import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { allowedFunctions } from './allowed/functions.js';
import { createGuard, type Guard } from './create-guard.js';
import { loadParser, type ParseSql } from './parse-sql.js';
import { editText } from './rewrite/edit-text.js';
import { examplePolicy } from './testing/example-policy.js';
import { readExampleCorpus } from './testing/read-example-corpus.js';
import { indexTree, locationOf, type Entry } from './tree/index-tree.js';
import { isMessage, listOf, messageOf, namesOf, textOf } from './tree/node.js';

let guard: Guard;
let parse: ParseSql;
beforeAll(async () => {
  guard = await createGuard();
  parse = await loadParser();
});

const legitimate = readExampleCorpus('legitimate');
const attacks = readExampleCorpus('attacks').filter(({ sql }) => sql.length < 400);
const check = (sql: string, role: string) => guard.check({ sql, policy: examplePolicy(role), rowLimit: 200 });
const runs = { numRuns: 600 };

function entriesOf(sql: string, kind: string): Entry[] {
  const parsed = parse(sql);
  if (!parsed.ok) throw new Error(`the corpus must parse: ${sql}`);
  return indexTree(parsed.statements[0]).entries.filter((entry) => entry.kind === kind);
}

/** Replaces the name, as written, that starts at a position. */
function replaceName(sql: string, start: number, text: string): string {
  const rest = new TextDecoder().decode(new TextEncoder().encode(sql).subarray(start));
  const name = /^([\w.]+|"[^"]*"|[uU]&"[^"]*")+/.exec(rest)?.[0] ?? '';
  return editText(sql, [{ start, end: start + new TextEncoder().encode(name).length, text }]);
}

const forbiddenRelations = [
  ...['payment', 'public.payment', '"payment"', 'U&"\\0070ayment"', 'PAYMENT', 'pg_class', 'pg_catalog.pg_authid'],
  ...[
    'information_schema.tables',
    'auth_users',
    'public.v_films',
    '"V_FILMS"',
    'pagila.analytics.v_films',
    'v_nothing',
  ],
  ...['(SELECT * FROM payment)', '(payment CROSS JOIN staff)', 'ONLY payment', "pg_ls_dir('.')", "dblink('', '')"],
];
const forbiddenExpressions = [
  ...['pg_sleep(1)', "set_config('copilot.scope', 'x', true)", "current_setting('x')", 'analytics.scope_stores()'],
  ...[
    '(SELECT max(amount) FROM payment)',
    "'pg_authid'::regclass",
    'current_user',
    '(1 OPERATOR(pg_catalog.+) 1)',
    '$1',
  ],
  ...[
    "query_to_xml('select 1', true, true, '')",
    '"pg_sleep"(1)',
    "pg_catalog.pg_read_file('x')",
    'U&"pg\\005fsleep"(1)',
  ],
  ...[
    'EXISTS (TABLE pg_authid)',
    "nextval('x')",
    'ARRAY(SELECT username FROM staff)',
    "repeat('x', 1000000)",
    '(ctid)',
    '(xmin)',
  ],
];

describe('a mutation of allowed SQL', () => {
  it('is blocked when any relation in it becomes a forbidden one', () => {
    const withRelations = legitimate.filter(
      ({ sql }) => !sql.includes('payment AS') && entriesOf(sql, 'RangeVar').length > 0,
    );
    let byRule = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...withRelations),
        fc.nat(),
        fc.constantFrom(...forbiddenRelations),
        (one, at, name) => {
          const places = entriesOf(one.sql, 'RangeVar');
          const place = places[at % places.length];
          if (!place) return;
          const verdict = check(replaceName(one.sql, locationOf(place.message), name), one.role);
          expect(verdict.ok ? verdict.sql : 'blocked').toBe('blocked');
          if (!verdict.ok && verdict.rule !== 'syntax') byRule += 1;
        },
      ),
      runs,
    );
    expect(byRule, 'most mutations must still parse, or nothing is tested').toBeGreaterThan(runs.numRuns / 2);
  });

  it('is blocked when any column or value in it becomes a forbidden expression', () => {
    let byRule = 0;
    fc.assert(
      fc.property(
        // After INTERVAL '1' a name would only be an alias.
        fc.constantFrom(...legitimate.filter(({ sql }) => !sql.includes("interval '1' "))),
        fc.nat(),
        fc.constantFrom(...forbiddenExpressions),
        (one, at, expression) => {
          const places = [...entriesOf(one.sql, 'ColumnRef'), ...entriesOf(one.sql, 'A_Const')].filter(
            ({ message }) =>
              messageOf(listOf(message['fields']).at(-1), 'A_Star') === undefined && locationOf(message) > 0,
          );
          const place = places[at % Math.max(1, places.length)];
          if (!place) return;
          const start = locationOf(place.message);
          const verdict = check(editText(one.sql, [{ start, end: start, text: `${expression}, ` }]), one.role);
          const replaced = check(replaceName(one.sql, start, expression), one.role);
          for (const result of [verdict, replaced]) {
            expect(result.ok ? result.sql : 'blocked').toBe('blocked');
            if (!result.ok && result.rule !== 'syntax') byRule += 1;
          }
        },
      ),
      runs,
    );
    expect(byRule).toBeGreaterThan(runs.numRuns / 2);
  });

  it('keeps its verdict when only blanks, remarks and the case of keywords change', () => {
    const words =
      /('(?:[^']|'')*'|"[^"]*"|--[^\n]*|\/\*.*?\*\/|\b(?:SELECT|FROM|WHERE|JOIN|GROUP|ORDER|BY|AND|OVER|WITH|LIMIT)\b)/g;
    fc.assert(
      fc.property(
        fc.constantFrom(...legitimate),
        fc.array(fc.constantFrom(' /* payment */ ', '\n-- FROM payment\n', '\t', '  '), { minLength: 1, maxLength: 5 }),
        (one, blanks) => {
          let index = 0;
          const changed = one.sql.replace(words, (word) => {
            if (/^['"/-]/.test(word)) return word;
            const blank = blanks[index++ % blanks.length] ?? ' ';
            return `${blank}${index % 2 ? word.toLowerCase() : word}${blank}`;
          });
          const [before, after] = [check(one.sql, one.role), check(changed, one.role)];
          expect(after.ok ? after.relations : after.problem).toEqual(before.ok ? before.relations : before.problem);
        },
      ),
      runs,
    );
  });

  it('never leads to text that breaks the rules, whatever is cut, moved and joined', () => {
    const tokens = [...legitimate, ...attacks].map(
      ({ sql }) => sql.match(/'(?:[^']|'')*'|"[^"]*"|[\w.]+|\s+|[^\w\s]/g) ?? [],
    );
    let allowed = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...tokens),
        fc.constantFrom(...tokens),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom('store_manager', 'marketing', 'finance'),
        (left, right, at, from, length, role) => {
          const start = at % (left.length + 1);
          const piece = right.slice(from % (right.length + 1)).slice(0, length);
          const sql = [...left.slice(0, start), ...piece, ...left.slice(start + (at % 3))].join('');
          const verdict = check(sql, role);
          if (!verdict.ok) return;
          allowed += 1;
          expect(offences(verdict.sql, role)).toEqual([]);
        },
      ),
      { numRuns: 4000 },
    );
    expect(allowed, 'some mutations must stay allowed, or nothing is tested').toBeGreaterThan(100);
  });

  it('never makes the guard throw, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
        expect(check(text, 'admin')).toHaveProperty('ok');
        expect(check(`SELECT ${text} FROM v_films`, 'admin')).toHaveProperty('ok');
      }),
      { numRuns: 1000 },
    );
  });
});

/** Judges a text that is about to run by plain means, without scopes: each relation and call by its name. */
function offences(sql: string, role: string): string[] {
  const policy = examplePolicy(role);
  const parsed = parse(sql);
  if (!parsed.ok || parsed.statements.length !== 1) return ['not one statement'];
  const root = messageOf(parsed.statements[0], 'SelectStmt');
  if (!root) return ['not a SELECT'];
  const { entries, unknown } = indexTree(parsed.statements[0]);
  const ctes = entries.filter(({ kind }) => kind === 'CommonTableExpr').map(({ message }) => message['ctename']);
  const limit = messageOf(root['limitCount'], 'A_Const')?.['ival'];
  const rows = isMessage(limit) ? Number(limit['ival'] ?? 0) : Infinity;
  return [
    ...unknown.map(({ kind }) => `unknown ${kind}`),
    ...(rows <= 200 ? [] : ['no LIMIT of at most 200']),
    ...entries.flatMap(({ kind, message }) => {
      if (kind === 'FuncCall') {
        const path = namesOf(message['funcname']);
        const isAllowed = allowedFunctions.has(path.at(-1) ?? '') && (path.length === 1 || path[0] === 'pg_catalog');
        return isAllowed ? [] : [`calls ${path.join('.')}`];
      }
      if (kind !== 'RangeVar') return [];
      const name = textOf(message['relname']) ?? '';
      const isView = message['schemaname'] === 'analytics' && policy.views.has(name);
      const isCte = message['schemaname'] === undefined && ctes.includes(name);
      return isView || isCte ? [] : [`reads ${name}`];
    }),
  ];
}
