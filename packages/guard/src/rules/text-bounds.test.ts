import { expectRule } from '../testing/expect-rule.js';

expectRule('text_bounds', {
  refuses: [
    `SELECT ${'('.repeat(101)}1${')'.repeat(101)}`,
    `SELECT ${'ARRAY['.repeat(101)}1${']'.repeat(101)}`,
    `SELECT ${'CASE WHEN true THEN '.repeat(101)}1${' END'.repeat(101)}`,
    `SELECT ${'1,'.repeat(2001)}1`,
    `SELECT ')))', ${'('.repeat(101)}1${')'.repeat(101)}`,
  ],
  allows: [
    `SELECT ${'('.repeat(90)}1${')'.repeat(90)}`,
    `SELECT '${'('.repeat(200)}' AS x`,
    `SELECT 1 /* ${'('.repeat(200)} */`,
    `SELECT 1 AS "${'('.repeat(60)}"`,
    `SELECT title FROM v_films WHERE film_id IN (${Array.from({ length: 900 }, (_, id) => id).join(', ')})`,
  ],
});
