import { expectRule } from '../testing/expect-rule.js';

expectRule('tree_size', {
  refuses: [
    `SELECT 1${'+1'.repeat(500)}`,
    `SELECT ${'NOT '.repeat(500)}true`,
    `SELECT 1${'::int'.repeat(500)}`,
    `SELECT 1 FROM v_films${' CROSS JOIN v_films'.repeat(450)}`,
    `SELECT 1${' UNION SELECT 1'.repeat(500)}`,
    `SELECT 1 FROM v_films a0${Array.from({ length: 60 }, (_, n) => ` CROSS JOIN v_films a${n + 1}`).join('')}`,
  ],
  allows: [
    `SELECT 1 FROM v_films a0${Array.from({ length: 30 }, (_, n) => ` CROSS JOIN v_films a${n + 1}`).join('')}`,
    `SELECT 1${'+1'.repeat(300)}`,
    `SELECT title FROM v_films WHERE ${'length = 1 OR '.repeat(500)}true`,
  ],
});
