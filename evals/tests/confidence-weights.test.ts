import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { confidenceOf } from '../../packages/semantic/src/answer/confidence/confidence-of.js';
import { crossValidate } from '../src/cross-validate.js';
import { chanceOf, fitConfidence } from '../src/fit-confidence.js';
import { readObservations } from '../src/read-observations.js';
import { toWeightsFile } from '../src/to-weights-file.js';

const root = join(import.meta.dirname, '../..');
const observed = readObservations(readFileSync(join(root, 'evals/observations.txt'), 'utf8'));

describe('the confidence of the planner', () => {
  it('has the weights that the observed answers give', () => {
    const file = join(root, 'packages/semantic/src/answer/confidence/confidence-weights.ts');
    expect(readFileSync(file, 'utf8')).toBe(toWeightsFile(fitConfidence(observed)));
  });

  it('is what the fit says of the same signs', () => {
    const weights = fitConfidence(observed);
    const signs = { corrections: 1, distance: 0, assumptions: 1, passedOver: 9, length: 30, conditions: 2, groups: 1 };
    const all = { ...signs, listing: 0, ranked: 1, nested: 0, leaning: 0 };
    expect(confidenceOf(all)).toBeCloseTo(chanceOf(weights, all), 3);
  });

  it('states for authors that it was not fitted to what comes true, within five points', () => {
    expect(observed.length).toBeGreaterThan(250);
    expect(crossValidate(observed).expectedCalibrationError).toBeLessThan(0.05);
  });

  it('tells nothing where nothing can be told, and something where signs go with errors', () => {
    const made = Array.from({ length: 300 }, (_, n) => ({
      set: `author-${n % 3}.jsonl`,
      right: n % 10 !== 0 && !(n % 2 === 0 && n % 3 === 0),
      signs: { odd: n % 2 === 0 ? 1 : 0 },
    }));
    const weights = fitConfidence(made);
    expect(chanceOf(weights, { odd: 0 })).toBeGreaterThan(0.9);
    expect(chanceOf(weights, { odd: 1 })).toBeLessThan(0.75);
  });
});
