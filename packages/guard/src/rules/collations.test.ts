import { expectRule } from '../testing/expect-rule.js';

expectRule('allowed_collations', {
  refuses: [
    'SELECT title COLLATE "de-x-icu" FROM v_films',
    'SELECT title COLLATE pg_catalog."C" FROM v_films',
    'SELECT title FROM v_films ORDER BY title COLLATE public.evil',
  ],
  allows: ['SELECT title FROM v_films ORDER BY title COLLATE "C"'],
});
