import { expect, it } from 'vitest';
import { parseArray, parseValue, toColumnType, toIsoDatetime } from './parse-value.js';

it.each([
  ['2022-07-27 20:00:00+00', '2022-07-27T20:00:00Z'],
  ['2022-07-27 20:00:00.5+00', '2022-07-27T20:00:00.500Z'],
  ['2022-07-27 20:00:00.123456+00', '2022-07-27T20:00:00.123456Z'],
  ['2022-07-27 20:00:00+01', '2022-07-27T19:00:00Z'],
  ['2022-07-27 20:00:00-03:30', '2022-07-27T23:30:00Z'],
  ['2022-07-27 20:00:00', '2022-07-27T20:00:00Z'],
  ['infinity', 'infinity'],
  ['0044-03-15 00:00:00+00 BC', '0044-03-15 00:00:00+00 BC'],
])('reads the timestamp %s as %s', (text, expected) => expect(toIsoDatetime(text)).toBe(expected));

it.each([
  ['{}', []],
  ['{a,b}', ['a', 'b']],
  ['{"a b","c,d","e\\"f","g\\\\h"}', ['a b', 'c,d', 'e"f', 'g\\h']],
  ['{NULL,"NULL",""}', [null, 'NULL', '']],
  ['{{1,2},{3,4}}', ['1', '2', '3', '4']],
  ['[0:1]={7,8}', ['7', '8']],
])('reads the array %s', (text, expected) => expect(parseArray(text)).toEqual(expected));

it('turns numbers into numbers and what JSON cannot say into null', () => {
  expect(parseValue('33689.74', 1700)).toBe(33689.74);
  expect(parseValue('9007199254740991', 20)).toBe(9007199254740991);
  expect(parseValue('NaN', 1700)).toBeNull();
  expect(parseValue('-Infinity', 701)).toBeNull();
  expect(parseValue(null, 23)).toBeNull();
  expect(parseValue('{1,NULL,3}', 1007)).toEqual([1, null, 3]);
  expect(parseValue('3 days', 1186)).toBe('3 days');
  expect([toColumnType(1700), toColumnType(1009), toColumnType(987654)]).toEqual(['number', 'array', 'string']);
});
