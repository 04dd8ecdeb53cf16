import { findField } from '../../model/model.js';
import { nameOf } from '../../model/name-of.js';
import type { ScanContext } from './scan-context.js';

/** "what is ALPHA DAWN rated", "how is it classified": an adjective that no value follows asks for the value itself. */
export function askedAdjective(scan: ScanContext, at: number): boolean {
  const { items, model, reading, has, meaning, use } = scan;
  const adjective = meaning(at, 'adjective');
  const found = findField(model, adjective?.member ?? '');
  const asks = items.findLastIndex((item, i) => i < at && (has(i, 'what') || isHow(item)));
  if (!adjective || !found || asks < 0 || !endsClause(scan, at)) return false;
  const one = items.some(
    (item, i) => has(i, 'pronoun') || item.values.some((v) => findField(model, v.member)?.dataset === found.dataset),
  );
  if (!one) return false;
  reading.attributes.push({ members: [adjective.member], at });
  use(asks, 'question form');
  use(at, `field ${nameOf(found)}`);
  return true;
}

function isHow(item: ScanContext['items'][number]): boolean {
  return item.tokens.length === 1 && item.tokens[0]?.lower === 'how';
}

function endsClause({ items, has }: ScanContext, at: number): boolean {
  const next = items[at + 1];
  return next === undefined || has(at + 1, 'and') || (next.tokens[0]?.apart ?? false);
}
