import { confidenceWeights } from './confidence-weights.js';
import type { Signs } from './signs-of.js';

/** Below this an answer would more likely be wrong than right: the reading is offered instead of answered. */
export const ANSWERS_FROM = 0.5;

/** More of one sign than this says nothing more. */
const MOST = 4;

/** How likely an answer with these signs is right, as far as questions that other people wrote can tell. */
export function confidenceOf(signs: Signs): number {
  const { base, signs: weights } = confidenceWeights;
  const odds = names.reduce((sum, name) => sum + weights[name] * Math.min(signs[name], MOST), base);
  return Math.round(1000 / (1 + Math.exp(-odds))) / 1000;
}

const names = Object.keys(confidenceWeights.signs) as (keyof Signs)[];
