import { expectRule } from '../testing/expect-rule.js';

expectRule('text_size', {
  refuses: ['', '  \n', `SELECT '${'x'.repeat(20_000)}'`, `SELECT '${'é'.repeat(10_000)}'`],
  allows: [`SELECT '${'x'.repeat(19_000)}' AS x`, `SELECT '${'é'.repeat(9_000)}' AS x`],
});
