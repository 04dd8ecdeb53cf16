import { expectRule } from '../testing/expect-rule.js';

expectRule('no_field_access', {
  refuses: [
    'SELECT (c).email FROM v_customers c',
    'SELECT (c).* FROM v_customers c',
    'SELECT (ROW(1, 2)).f1',
    'SELECT (SELECT c FROM v_customers c LIMIT 1).email',
    'SELECT (now()).x',
  ],
  allows: [
    'SELECT (special_features)[1] FROM v_films',
    'SELECT (ARRAY[1, 2])[1]',
    'SELECT (c.city) FROM v_customers c',
  ],
});
