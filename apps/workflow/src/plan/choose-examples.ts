import { embedText } from '../retrieve/embed-text.js';
import type { VerifiedQuestion } from '../retrieve/retrieve-knowledge.js';
import type { PlannerInput, SemanticPlanner } from './semantic-planner.js';

/** A question with a query that is known to answer it. */
export interface Example {
  readonly question: string;
  readonly sql: string;
}

const EXAMPLES = 3;

/**
 * What a language model is shown to imitate: the verified questions that come near, and where those are few, questions that the built-in
 * planner suggests to this role, with its own SQL, the nearest first. Queries alone; no row of any result.
 */
export function chooseExamples(
  question: string,
  verified: readonly VerifiedQuestion[],
  input: PlannerInput,
  planner: SemanticPlanner,
): Example[] {
  const vouched = verified.map(({ question: asked, sql }) => ({ question: asked, sql }));
  if (vouched.length >= EXAMPLES) return vouched.slice(0, EXAMPLES);
  const vector = embedText(question);
  const nearness = (text: string): number =>
    embedText(text).reduce((sum, value, index) => sum + value * (vector[index] ?? 0), 0);
  const suggested = planner
    .suggestions(input)
    .map((text) => ({ text, near: nearness(text) }))
    .sort((left, right) => right.near - left.near)
    .slice(0, EXAMPLES - vouched.length)
    .flatMap(({ text }) => {
      const plan = planner.plan(text, { ...input, conversation: null });
      return plan.kind === 'planned' ? [{ question: text, sql: plan.sql }] : [];
    });
  return [...vouched, ...suggested];
}
