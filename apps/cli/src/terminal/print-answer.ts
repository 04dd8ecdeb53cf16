import type { Answer, SecondReading } from '@copilot/contracts';
import { printChart } from './print-chart.js';
import { printTable } from './print-table.js';

export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
}

export const plainStyle: Style = { bold: (text) => text, dim: (text) => text };
export const colourStyle: Style = {
  bold: (text) => `\u001b[1m${text}\u001b[22m`,
  dim: (text) => `\u001b[2m${text}\u001b[22m`,
};

/** The answer for a terminal: sentence, table, chart, what was assumed, SQL, scope. */
export function printAnswer(answer: Answer, style: Style = plainStyle): string {
  const { data, explain } = answer;
  const blocks: string[][] = [[style.bold(headline(answer))]];
  const isOneFigure = data.rows.length === 1 && data.columns.length === 1;
  if (data.rows.length > 0 && !isOneFigure) blocks.push(printTable(data));
  blocks.push(printChart(data));
  if (answer.clarification) {
    blocks.push([
      answer.clarification.question,
      ...answer.clarification.options.map((option) => `  - ${option.question}`),
    ]);
  }
  if (explain.assumptions.length > 0) blocks.push(explain.assumptions.map((assumption) => `Assumed: ${assumption}`));
  blocks.push(printSecondReading(explain.second_reading ?? null));
  const unread = explain.words.filter((word) => word.status === 'not_understood').map((word) => `"${word.text}"`);
  if (unread.length > 0) blocks.push([`Not understood: ${unread.join(', ')}`]);
  if (explain.sql) blocks.push(['SQL', ...explain.sql.split('\n').map((line) => style.dim(`  ${line}`))]);
  if (answer.status !== 'answered' && answer.suggestions.length > 0) {
    blocks.push(['You can ask:', ...answer.suggestions.slice(0, 4).map((suggestion) => `  - ${suggestion}`)]);
  }
  blocks.push([style.dim(scopeLine(answer))]);
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.map(withoutControls).join('\n'))
    .join('\n\n');
}

/** The other planner's result, where it is another one. */
function printSecondReading(second: SecondReading | null): string[] {
  if (second === null || second.agrees) return [];
  const reader = second.planner === 'llm' ? `the model ${second.model ?? ''}`.trim() : 'the built-in planner';
  const columns = second.columns.map((name) => ({ name, type: 'string' as const, role: 'dimension' as const }));
  return [
    `The other reading, by ${reader}${second.restated === null ? '' : ` (${second.restated})`}:`,
    ...printTable({ columns, rows: second.rows }),
  ];
}

function headline(answer: Answer): string {
  const marks = {
    answered: '',
    needs_clarification: '',
    refused: 'Refused: ',
    blocked: 'Blocked: ',
    failed: 'Failed: ',
  };
  return `${marks[answer.status]}${answer.answer}`;
}

function scopeLine({ security, explain, status, row_count, truncated, certificate }: Answer): string {
  const stores = security.all_stores ? 'all stores' : `store ${security.store_ids.join(', ') || 'none'}`;
  const parts = [`Scope: ${security.username} · ${security.role} · ${stores}`];
  if (security.views_read.length > 0) parts.push(`read ${security.views_read.join(', ')}`);
  if (status === 'answered')
    parts.push(`${row_count} ${row_count === 1 ? 'row' : 'rows'}${truncated ? ' (cut off)' : ''}`);
  if (explain.planner !== 'none') parts.push(`planner ${explain.model ?? explain.planner}`);
  if (certificate) parts.push('certificate signed');
  return parts.join(' · ');
}

/** Cells and names are foreign text: no escape sequence of theirs reaches the terminal. */
function withoutControls(line: string): string {
  // eslint-disable-next-line no-control-regex -- exactly these are to be removed; our own styles are SGR 1, 2 and 22
  return line.replace(/\u001b(?!\[(?:1|2|22)m)|[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]/g, '');
}
