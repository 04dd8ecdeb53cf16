import { expectRule } from '../testing/expect-rule.js';

expectRule('clean_characters', {
  refuses: [
    'SELECT 1\u0000',
    "SELECT 'a\u0000b'",
    'SELECT 1\u0007',
    "SELECT '\u001b[2J'",
    'SELECT 1\u000b',
    "SELECT '\u202e'",
    "SELECT '\ud800'",
    "SELECT '\udfffx'",
    "SELECT '\u0085'",
  ],
  allows: ['SELECT\t1\r\n', "SELECT '\u00dcn\u00efc\u00f6d\u00e9 \u2713 \ud83c\udfac' AS x"],
});
