import { expectRule } from '../testing/expect-rule.js';

expectRule('no_recursion', {
  refuses: [
    'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t',
    'SELECT (WITH RECURSIVE t AS (SELECT 1) SELECT 1 FROM t)',
  ],
  allows: ['WITH t AS (SELECT 1 AS n) SELECT n FROM t'],
});
