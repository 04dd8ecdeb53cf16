import { expectRule } from '../testing/expect-rule.js';

expectRule('one_statement', {
  refuses: [
    'SELECT 1; SELECT 2',
    'SELECT title FROM v_films; DROP TABLE payment',
    ';',
    '-- a remark',
    '/* nothing */',
    'SELECT 1;;SELECT 2',
    "SELECT '\\'; SELECT 2; --'",
  ],
  allows: ['SELECT 1;', 'SELECT 1 ;;', 'SELECT 1; -- the end', "SELECT ';' AS x", 'SELECT 1 /* ; */'],
});
