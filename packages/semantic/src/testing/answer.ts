import type { Cell } from '@copilot/contracts';
import { renderAnswer, type RenderedAnswer } from '../answer/render-answer.js';
import { contextOf, plan, type Asker } from './ask-planner.js';
import { modelOf } from './pagila-model.js';

/** The answer to a question for which the database gave these rows. */
export function answer(question: string, rows: Cell[][], asker: Asker = {}, truncated = false): RenderedAnswer {
  const { query, columns } = plan(question, asker);
  return renderAnswer({
    query,
    columns,
    rows,
    truncated,
    context: contextOf(asker),
    model: modelOf(asker.role ?? 'admin'),
  });
}
