import { describe, expect, it } from 'vitest';
import { ask, decline } from '../testing/ask-planner.js';

describe('what is offered where words were not understood', () => {
  it('is near what was understood, and can be answered', () => {
    const { clarification } = decline('takings of the frobbed films');
    const options = clarification?.options.map(({ question }) => question) ?? [];
    expect(options.some((question) => question.startsWith('Revenue by'))).toBe(true);
    expect(options.length).toBeGreaterThan(1);
    for (const question of options) expect(ask(question).kind).toBe('planned');
  });

  it('leaves the words out only where what is left can be answered', () => {
    const { clarification } = decline('frobbed wibbled films by zork');
    for (const { question } of clarification?.options ?? []) expect(ask(question).kind).toBe('planned');
  });
});
