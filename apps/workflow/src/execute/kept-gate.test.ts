import { expect, it } from 'vitest';
import { createKeptGate } from './kept-gate.js';

it('what is kept is left alone for a second while the data change all the time', () => {
  let now = 0;
  const gate = createKeptGate(() => now);
  gate.overtaken();
  expect(gate.isOpen(), 'one change').toBe(true);
  gate.held();
  gate.overtaken();
  expect(gate.isOpen(), 'another, after the data had stood').toBe(true);
  gate.overtaken();
  expect(gate.isOpen(), 'two in a row').toBe(false);
  now = 999;
  expect(gate.isOpen()).toBe(false);
  now = 1_000;
  expect(gate.isOpen(), 'tried again').toBe(true);
  gate.overtaken();
  expect(gate.isOpen(), 'in vain again').toBe(false);
  now = 2_000;
  gate.held();
  gate.overtaken();
  expect(gate.isOpen(), 'the data had stood').toBe(true);
});
