import { SemanticQuerySchema } from '@copilot/contracts';
import type { z } from 'zod';
import type { Evidence } from '../query/proof/evidence.js';
import { lex } from '../question/lex.js';
import { createLexicon } from '../question/lexicon.js';
import { scan } from '../question/scan.js';
import { values } from './ask-planner.js';
import { pagila } from './pagila-model.js';

const lexicon = createLexicon(pagila);

/** A question as it is read, beside a query that need not be the one it would become. */
export function evidenceOf(question: string, query: z.input<typeof SemanticQuerySchema>): Evidence {
  const items = lex(question, lexicon, values);
  const reading = scan(items, pagila);
  return { items, reading, query: SemanticQuerySchema.parse(query), model: pagila };
}
