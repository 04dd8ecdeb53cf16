import type { SemanticQuery } from '@copilot/contracts';
import type { FollowUp, FollowUpInput } from '../follow-up.js';
import { usePronouns } from './about-them.js';
import { toList } from './turn-around.js';

const AGAIN =
  /^(?:(?:and|now|please|ok|then|but|can|could|you|show|give|put|display|present|me|us|it|them|that|this|those|these|the|result|same|all|of|we|have|i|see|want|would|like|to) )*(?:as|in|into) (?:a |an |the |form of a )?(?:simple |plain |nice |short )?(?:list|table|grid|listing|spreadsheet|tabular form|table form|list form)(?: please| instead| then| now)*$/;

const FIGURES =
  /^(?:(?:and|now|please|ok|then|but|can|could|you|i|want|would|like|need|us|me|show|give|add|include|put|also) )*(?:with|plus|including|see|show|add|include|give) (?:me |us )?(?:the |their |all the |all )?(?:exact |actual )?(?:numbers|amounts|figures|counts|values|totals|sums|count|number|amount|figure)(?: please| too| as well| beside them| next to them| for each| of each| each)*$/;

/** "as a list", "put it in a table": the answer before once more; what was counted is listed. Null when anything else is said. */
export function sameAgain(input: FollowUpInput, last: SemanticQuery): FollowUp | null {
  const { items } = input;
  const words = items.flatMap((item) => item.tokens.map((token) => token.lower)).join(' ');
  // "with the amounts": the figures of groups are shown anyway.
  if (!AGAIN.test(words) && !(FIGURES.test(words) && last.metrics.length > 0 && last.dimensions.length > 0))
    return null;
  const counted = last.metrics.length > 0 && last.dimensions.length === 0 && !last.entity;
  const query = counted ? toList(last, input) : last;
  if (!query) return null;
  for (const item of items) [item.status, item.as] = ['used', 'the answer before'];
  usePronouns(items);
  return { query, assumptions: [] };
}
