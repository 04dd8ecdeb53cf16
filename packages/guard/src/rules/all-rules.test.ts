import { beforeAll, describe, expect, it } from 'vitest';
import { checkStatement } from '../check-statement.js';
import { loadParser, type ParseSql } from '../parse-sql.js';
import { examplePolicy } from '../testing/example-policy.js';
import { readExampleCorpus } from '../testing/read-example-corpus.js';
import { allRules, type RuleSet } from './all-rules.js';

let parse: ParseSql;
beforeAll(async () => {
  parse = await loadParser();
});

const attacks = readExampleCorpus('attacks');
const without = (...names: string[]): RuleSet => ({
  text: allRules.text.filter((rule) => !names.includes(rule.name)),
  tree: allRules.tree.filter((rule) => !names.includes(rule.name)),
});
/** Attacks that are allowed, or that break the guard: without a bound on the tree, walking it can overflow the stack. */
const getsThrough = (rules: RuleSet) =>
  attacks.filter(({ sql, role }) => {
    try {
      return checkStatement({ sql, policy: examplePolicy(role), rowLimit: 200 }, parse, rules).ok;
    } catch (error) {
      if (error instanceof RangeError) return true;
      throw error;
    }
  });

/** Rules behind which another one stands for every case: what is not a SELECT is an unknown node kind as well. */
const backedBy: Readonly<Record<string, string>> = { select_only: 'known_nodes' };

// Each rule is taken out in turn: if the corpus stayed green, the rule or its cases would be worth nothing.
describe('without one rule', () => {
  const names = [...allRules.text, ...allRules.tree].map((rule) => rule.name);

  it.each(names)('%s, an attack of the corpus gets through', (name) => {
    const backing = backedBy[name];
    const through = getsThrough(backing === undefined ? without(name) : without(name, backing));
    expect(through.filter(({ rule }) => rule === name).length).toBeGreaterThan(0);
  });

  it('with all of them, none gets through', () => {
    expect(getsThrough(allRules)).toEqual([]);
  });
});
