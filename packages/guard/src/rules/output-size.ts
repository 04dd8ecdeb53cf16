import { isMessage, listOf, messageOf, namesOf, readNode, type Message } from '../tree/node.js';
import { readNumber, readText } from '../tree/read-literal.js';
import type { Resolution } from '../resolve/resolution.js';
import type { Column } from '../resolve/scope.js';
import { functionName } from './functions.js';
import type { Facts, Finding, TreeRule } from './rule.js';

const maximumRepeat = 200;
const maximumFormatLength = 100;
const maximumExponent = 1000;
const maximumDecimals = 100;
/** What one value of a view column is taken for, and how many of them an aggregate puts together; over a window, anew for each row. */
const bytesOfColumn = 100;
const valuesOfAggregate = 64;
const valuesOfWindow = 1000;
const maximumValueBytes = 1_000_000;

/**
 * No argument sets how large a value becomes: `repeat` and `lpad` have small constant lengths, formats and exponents are small
 * constants, and text that is put together from text stays below a megabyte, however many steps it is put together in. What has been
 * gathered over a window, once for each row, is not gathered again.
 */
export const outputSize: TreeRule = {
  name: 'bounded_output',
  code: 'guard.output-too-large',
  find: (facts) => {
    for (const { kind, message } of facts.index.entries) {
      const finding = kind === 'FuncCall' ? judgeCall(message) : kind === 'A_Expr' ? judgePower(message) : undefined;
      if (finding) return finding;
    }
    return judgeSizes(facts);
  },
};

function judgeCall(call: Message): Finding | undefined {
  const name = functionName(call) ?? '';
  const args = listOf(call['args']);
  if (name === 'repeat' || name === 'lpad' || name === 'rpad') {
    const length = readNumber(args[1]);
    return length !== undefined && length <= maximumRepeat
      ? undefined
      : { message: `The length in ${name} must be a constant of at most ${maximumRepeat}.` };
  }
  if (name === 'to_char' || name === 'to_date' || name === 'to_number') {
    const format = readText(args[1]);
    return format !== undefined && format.length <= maximumFormatLength
      ? undefined
      : { message: `The format in ${name} must be a short constant.` };
  }
  if (name === 'format') {
    return /^([^%]|%%|%s)*$/.test(readText(args[0]) ?? '%') ? undefined : { message: 'Only %s may stand in a format.' };
  }
  if ((name === 'round' || name === 'trunc') && args.length === 2) {
    const decimals = readNumber(args[1]);
    return decimals !== undefined && Math.abs(decimals) <= maximumDecimals
      ? undefined
      : { message: `The decimals in ${name} must be a constant of at most ${maximumDecimals}.` };
  }
  if (name === 'power' || name === 'pow') return judgeExponent(args[1]);
  return undefined;
}

function judgePower(expression: Message): Finding | undefined {
  return namesOf(expression['name'])[0] === '^' ? judgeExponent(expression['rexpr']) : undefined;
}

/** A numeric to a large power has a hundred thousand digits; an exponent that is itself a power is refused for the same reason. */
function judgeExponent(exponent: unknown): Finding | undefined {
  const value = readNumber(exponent);
  const fits = value === undefined ? !containsPower(exponent) : Math.abs(value) <= maximumExponent;
  return fits ? undefined : { message: 'An exponent is too large.' };
}

function containsPower(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(containsPower);
  if (!isMessage(value)) return false;
  const expression = messageOf(value, 'A_Expr');
  const call = messageOf(value, 'FuncCall');
  if (expression && ['^', '*'].includes(namesOf(expression['name'])[0] ?? '')) return true;
  if (call && ['power', 'pow', 'exp'].includes(functionName(call) ?? '')) return true;
  return Object.values(value).some(containsPower);
}

function judgeSizes({ index, resolution }: Facts): Finding | undefined {
  const growing = index.entries.filter(
    ({ kind, message }) =>
      kind === 'FuncCall' || kind === 'A_ArrayExpr' || (kind === 'A_Expr' && namesOf(message['name'])[0] === '||'),
  );
  if (growing.length === 0) return undefined;
  const sizeOf = createSizes(resolution());
  return growing.some(({ kind, message }) => sizeOf({ [kind]: message }) > maximumValueBytes)
    ? { message: 'The SQL puts together a value that is too large.' }
    : undefined;
}

/** Estimates how many bytes a value may take, from above, following columns into the subqueries that compute them. */
function createSizes(resolution: Resolution): (expression: unknown) => number {
  const known = new Map<Message, number>();

  const sizeOf = (expression: unknown): number => {
    const node = readNode(expression);
    if (!node) return 0;
    const found = known.get(node.message);
    if (found !== undefined) return found;
    const size = measure(node.kind, node.message);
    known.set(node.message, size);
    return size;
  };

  const measure = (kind: string, message: Message): number => {
    switch (kind) {
      case 'A_Const':
        return (readText({ A_Const: message })?.length ?? 0) + 16;
      case 'ColumnRef':
        return sizeOfColumn(resolution.columnOf.get(message));
      case 'TypeCast':
        return sizeOf(message['arg']);
      case 'A_Expr': {
        const sides = [message['lexpr'], message['rexpr']].map(sizeOf);
        return namesOf(message['name'])[0] === '||' ? sum(sides) : Math.max(16, ...sides);
      }
      case 'A_ArrayExpr':
        return sum(listOf(message['elements']).map(sizeOf));
      case 'FuncCall':
        return sizeOfCall(functionName(message) ?? '', message);
      case 'SubLink':
        return (
          sizeOfQuery(messageOf(message['subselect'], 'SelectStmt')) *
          (message['subLinkType'] === 'ARRAY_SUBLINK' ? valuesOfAggregate : 1)
        );
      default:
        return largest(Object.values(message));
    }
  };

  const sizeOfColumn = (column: Column | undefined): number => {
    if (!column || column.source || column.definitions.length === 0) return bytesOfColumn;
    return Math.max(...column.definitions.map(sizeOf));
  };

  const sizeOfCall = (name: string, call: Message): number => {
    const args = listOf(call['args']);
    const sizes = args.map((arg) => sizeOf(messageOf(arg, 'NamedArgExpr')?.['arg'] ?? arg));
    const [first = 16, second = 0, third = 0] = sizes;
    switch (name) {
      case 'concat':
      case 'format':
      case 'overlay':
      case 'array_cat':
      case 'array_append':
      case 'array_prepend':
        return sum(sizes);
      case 'concat_ws':
        return sum(sizes) + first * sizes.length;
      case 'replace':
      case 'regexp_replace':
        return first * Math.max(1, (third - 16) / Math.max(1, readText(args[1])?.length ?? 1));
      case 'array_to_string':
        return first + second * valuesOfAggregate;
      // Quotes and control characters are escaped.
      case 'json_build_object':
      case 'jsonb_build_object':
      case 'json_build_array':
      case 'jsonb_build_array':
        return 2 * sum(sizes);
      case 'string_agg':
      case 'array_agg':
      case 'json_agg':
      case 'jsonb_agg':
      case 'json_object_agg':
      case 'jsonb_object_agg':
        return (first + second) * (isMessage(call['over']) ? valuesOfWindow : valuesOfAggregate);
      case 'repeat':
      case 'lpad':
      case 'rpad':
        return Math.max(first, third, 1) * (readNumber(args[1]) ?? maximumRepeat);
      default:
        return Math.max(16, ...sizes);
    }
  };

  const sizeOfQuery = (select: Message | undefined): number =>
    Math.max(
      16,
      ...listOf(select?.['targetList']).map((target) => sizeOf(messageOf(target, 'ResTarget')?.['val'])),
      ...[select?.['larg'], select?.['rarg']].map((side) => (isMessage(side) ? sizeOfQuery(side) : 0)),
    );

  const largest = (values: readonly unknown[]): number =>
    Math.max(
      16,
      ...values.map((value) => (Array.isArray(value) ? largest(value) : readNode(value) ? sizeOf(value) : 16)),
    );

  return sizeOf;
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}
