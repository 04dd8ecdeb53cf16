import { expectRule } from '../testing/expect-rule.js';

expectRule('bounded_patterns', {
  refuses: [
    "SELECT title FROM v_films WHERE title ~ '(a+)+'",
    "SELECT title FROM v_films WHERE title ~ '((a*b)*c)*'",
    "SELECT title FROM v_films WHERE title ~ '(.)\\1'",
    'SELECT title FROM v_films WHERE title ~ description',
    "SELECT title FROM v_films WHERE title ~* ('a' || 'b')",
    "SELECT title FROM v_films WHERE title ~ '(?=a)b'",
    "SELECT title FROM v_films WHERE title ~ '***=a'",
    "SELECT title FROM v_films WHERE title ~ 'a{500}'",
    "SELECT title FROM v_films WHERE title SIMILAR TO '(a*)*'",
    "SELECT regexp_replace(title, '(x+)+', '') FROM v_films",
    'SELECT regexp_matches(title, description) FROM v_films',
    "SELECT substring(title FROM '(a+)+') FROM v_films",
    'SELECT substring(title, description) FROM v_films',
    'SELECT title FROM v_films WHERE title ~ ANY (special_features)',
    `SELECT title FROM v_films WHERE title ~ '${'ab?'.repeat(40)}'`,
    `SELECT title FROM v_films WHERE title LIKE '${'%a'.repeat(12)}'`,
  ],
  allows: [
    "SELECT title FROM v_films WHERE title ~* '^the .*s$'",
    "SELECT title FROM v_films WHERE title ~ '^(AB|CD)+x?'",
    "SELECT title FROM v_films WHERE title ~ '(?:a|b)c'",
    "SELECT title FROM v_films WHERE title ~ '[+*]+' AND title !~ '\\d{2,4}'",
    "SELECT title FROM v_films WHERE title SIMILAR TO '%(A|B)_'",
    "SELECT regexp_replace(title, '\\s+', ' ', 'g'), regexp_match(title, '^A'), substring(title FROM '^[A-Z]+') FROM v_films",
    "SELECT substring(title, 1, 3), substring(title FROM position(' ' IN title) + 1), substring(title, length(title) - 2) FROM v_films",
    "SELECT title FROM v_films WHERE title LIKE '%a%b%' OR title ILIKE rating || '%' OR title LIKE ANY (ARRAY['A%', 'B%'])",
  ],
});
