import { readNumber, readText, castOf } from '../tree/read-literal.js';
import { listOf, messageOf, namesOf, readNode, type Message } from '../tree/node.js';
import { functionName } from './functions.js';
import type { Finding, TreeRule } from './rule.js';

const maximumPatternLength = 100;
const maximumWildcards = 10;
const regularOperators = new Set(['~', '!~', '~*', '!~*']);
const likeOperators = new Set(['~~', '!~~', '~~*', '!~~*']);

/**
 * Regular expressions are short constants without back references, embedded options or a repetition inside a repetition; LIKE
 * patterns that are constants have few wildcards. A pattern decides how long the match runs, and it runs on every row.
 */
export const patterns: TreeRule = {
  name: 'bounded_patterns',
  code: 'guard.pattern-not-allowed',
  find: ({ index }) => {
    for (const { kind, message } of index.entries) {
      const finding =
        kind === 'A_Expr' ? judgeOperator(message) : kind === 'FuncCall' ? judgeFunction(message) : undefined;
      if (finding) return finding;
    }
    return undefined;
  },
};

function judgeOperator(message: Message): Finding | undefined {
  const operator = namesOf(message['name'])[0] ?? '';
  if (message['kind'] === 'AEXPR_SIMILAR') return judgeRegular(patternOfSimilar(message['rexpr']));
  if (regularOperators.has(operator)) {
    const members = membersOf(message['rexpr']);
    return members.map((member) => judgeRegular(readText(member))).find((finding) => finding);
  }
  if (likeOperators.has(operator)) return judgeLike(message['rexpr']);
  return undefined;
}

/** The parser writes SIMILAR TO as a call that translates the pattern. */
function patternOfSimilar(expression: unknown): string | undefined {
  return readText(listOf(messageOf(expression, 'FuncCall')?.['args'])[0] ?? expression);
}

function judgeFunction(call: Message): Finding | undefined {
  const name = functionName(call) ?? '';
  const args = listOf(call['args']);
  if (name.startsWith('regexp_')) return judgeRegular(readText(args[1]));
  if (name !== 'substring') return undefined;
  // SUBSTRING(text FROM pattern) is the same function as the one with positions: only what is plainly a number passes for one.
  return isPosition(args[1]) && (args[2] === undefined || isPosition(args[2]))
    ? undefined
    : judgeRegular(readText(args[1]));
}

function isPosition(expression: unknown): boolean {
  const node = readNode(expression);
  if (readNumber(expression) !== undefined && readText(expression) === undefined) return true;
  if (node?.kind === 'TypeCast') return castOf(expression) === 'int4';
  if (node?.kind === 'FuncCall')
    return ['strpos', 'position', 'length', 'char_length'].includes(functionName(node.message) ?? '');
  if (node?.kind === 'A_Expr') {
    return (
      ['+', '-'].includes(namesOf(node.message['name'])[0] ?? '') &&
      isPosition(node.message['lexpr']) &&
      isPosition(node.message['rexpr'])
    );
  }
  return false;
}

function judgeRegular(pattern: string | undefined): Finding | undefined {
  if (pattern === undefined) return { message: 'A regular expression must be written out as a constant.' };
  if (pattern.length > maximumPatternLength) return { message: 'A regular expression is too long.' };
  if (/\\[1-9]|\(\?(?!:)|\*\*\*/.test(pattern)) {
    return { message: 'Back references and embedded options are not allowed in a regular expression.' };
  }
  if (hasNestedRepetition(pattern) || /\{\d{3,}|,\d{3,}\}/.test(pattern)) {
    return { message: 'A regular expression repeats something that already repeats.' };
  }
  return undefined;
}

/** Whether a repetition stands after a bracket that contains one: the form whose cost explodes. */
function hasNestedRepetition(pattern: string): boolean {
  const plain = pattern.replace(/\\./g, 'x').replace(/\[\^?\]?[^\]]*\]/g, 'x');
  const open: boolean[] = [];
  for (let index = 0; index < plain.length; index += 1) {
    const sign = plain[index] ?? '';
    if (sign === '(') open.push(false);
    else if (sign === ')') {
      const repeats = open.pop() ?? false;
      if (repeats && /[*+{]/.test(plain[index + 1] ?? '')) return true;
      if (repeats && open.length > 0) open[open.length - 1] = true;
    } else if (/[*+{]/.test(sign)) {
      if (open.length > 0) open[open.length - 1] = true;
    }
  }
  return false;
}

/** A LIKE pattern may be computed from short columns; a constant part of it may not hold many wildcards. */
function judgeLike(expression: unknown): Finding | undefined {
  const constants = constantsIn(expression);
  const wildcards = constants.join('').match(/%/g)?.length ?? 0;
  return wildcards > maximumWildcards ? { message: 'A LIKE pattern has too many wildcards.' } : undefined;
}

function constantsIn(expression: unknown): string[] {
  const text = readText(expression);
  if (text !== undefined) return [text];
  const node = readNode(expression);
  if (node?.kind === 'A_Expr') return [...constantsIn(node.message['lexpr']), ...constantsIn(node.message['rexpr'])];
  if (node?.kind === 'FuncCall') return listOf(node.message['args']).flatMap(constantsIn);
  return membersOf(expression).length > 1 ? membersOf(expression).flatMap(constantsIn) : [];
}

/** The elements of ANY (ARRAY[…]), else the expression itself. */
function membersOf(expression: unknown): readonly unknown[] {
  const cast = messageOf(expression, 'TypeCast');
  const array = messageOf(cast ? cast['arg'] : expression, 'A_ArrayExpr');
  return array ? listOf(array['elements']) : [expression];
}
