import { readInterval } from '../tree/read-interval.js';
import { castOf, readNumber, readText } from '../tree/read-literal.js';
import { listOf, messageOf, namesOf, readNode, type Message } from '../tree/node.js';
import { functionName } from './functions.js';
import type { TreeRule } from './rule.js';

const maximumRows = 10_000;
const maximumProduct = 100_000;
const hour = 3600;
const year = 31_536_000;
/** What a range between two dates of the data is taken for: the data span a few years. */
const rowsOfDataRange = 2000;

/**
 * `generate_series` has bounds that can be read off the statement: two numbers, two dates, or dates of the data with a step of an
 * hour or more. All of them together stay below 100,000 rows, since they may be joined.
 */
export const generators: TreeRule = {
  name: 'bounded_generators',
  code: 'guard.generator-not-allowed',
  find: ({ index }) => {
    const calls = index.entries.filter(
      (entry) => entry.kind === 'FuncCall' && functionName(entry.message) === 'generate_series',
    );
    const rows = calls.map((call) => rowsOf(call.message));
    const product = rows.reduce<number>((total, count) => total * Math.max(1, count ?? Infinity), 1);
    if (rows.every((count) => count !== undefined && count <= maximumRows) && product <= maximumProduct)
      return undefined;
    return {
      message: 'The bounds of generate_series cannot be read from the SQL, or it makes too many rows.',
      hint: 'Write both ends as constants, or as the first and last date of the data with a step of a day or more.',
    };
  },
};

function rowsOf(call: Message): number | undefined {
  const [from, to, step] = listOf(call['args']);
  const [first, last] = [readNumber(from), readNumber(to)];
  if (first !== undefined && last !== undefined) {
    const width = step === undefined ? 1 : readNumber(step);
    return width === undefined || width === 0 ? undefined : Math.abs(last - first) / Math.abs(width) + 1;
  }
  const seconds = stepOf(step);
  if (seconds === undefined || seconds === 0) return undefined;
  const [start, end] = [dateOf(from), dateOf(to)];
  if (start !== undefined && end !== undefined) return Math.abs(end - start) / Math.abs(seconds) + 1;
  return Math.abs(seconds) >= hour && isDateOfData(from) && isDateOfData(to) ? rowsOfDataRange : undefined;
}

/** The step of a range of dates; a bare text is taken for an interval by PostgreSQL. */
function stepOf(expression: unknown): number | undefined {
  const bare = messageOf(expression, 'A_Const') && readText(expression) !== undefined;
  const typeName = { names: [{ String: { sval: 'interval' } }] };
  return readInterval(bare ? { TypeCast: { arg: expression, typeName } } : expression);
}

/** A date literal, in seconds. Years outside 1900 to 2199 do not pass. */
function dateOf(expression: unknown): number | undefined {
  const text = readText(expression)?.trim() ?? '';
  if (!/^(19|20|21)\d\d-\d\d-\d\d([ T]\d\d(:\d\d){0,2}(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)?)?$/.test(text)) return undefined;
  const time = Date.parse(text.slice(0, 10));
  return Number.isNaN(time) ? undefined : time / 1000;
}

const passing = new Set(['date', 'min', 'max', 'now']);

/** Whether an expression is a date that the data hold, a date literal near our time, or one of them moved by at most fifty years. */
function isDateOfData(expression: unknown): boolean {
  const node = readNode(expression);
  if (!node) return false;
  const { kind, message } = node;
  if (kind === 'A_Const') return dateOf(expression) !== undefined;
  if (kind === 'ColumnRef') return true;
  if (kind === 'SQLValueFunction') return true;
  if (kind === 'TypeCast') return castOf(expression) !== undefined && isDateOfData(message['arg']);
  if (kind === 'CoalesceExpr') return listOf(message['args']).every(isDateOfData);
  if (kind === 'FuncCall') return isPassingCall(message);
  if (kind === 'SubLink') return isDateQuery(message);
  if (kind !== 'A_Expr' || !['+', '-'].includes(namesOf(message['name'])[0] ?? '')) return false;
  const moved = readInterval(message['rexpr']) ?? days(readNumber(message['rexpr']));
  return moved !== undefined && Math.abs(moved) <= 50 * year && isDateOfData(message['lexpr']);
}

function isPassingCall(call: Message): boolean {
  const name = functionName(call) ?? '';
  const args = listOf(call['args']);
  if (name === 'date_trunc') return readText(args[0]) !== undefined && isDateOfData(args[1]);
  if (name === 'timezone') return isDateOfData(args.at(-1));
  return passing.has(name) && args.every(isDateOfData);
}

/** `(SELECT min(…) FROM …)`: one column, which is a date of the data. */
function isDateQuery(sublink: Message): boolean {
  const select = messageOf(sublink['subselect'], 'SelectStmt');
  const targets = listOf(select?.['targetList']);
  return (
    sublink['subLinkType'] === 'EXPR_SUBLINK' &&
    targets.length === 1 &&
    isDateOfData(messageOf(targets[0], 'ResTarget')?.['val'])
  );
}

function days(count: number | undefined): number | undefined {
  return count === undefined ? undefined : count * 86_400;
}
