import type { ScanContext } from './scan-context.js';

/** and, or, versus, only, they: words that join or point; filler is passed over. */
export function ruleConnector(scan: ScanContext, at: number): boolean {
  const { items, reading, ops, meaning, use } = scan;
  const item = items[at];
  if (!item) return false;
  const op = ops(at).find((o) => o !== 'count');
  if (op === 'about' && saysPlaceAgain(scan, at)) {
    reading.eachPlace = true;
    use(at, 'and');
    return true;
  }
  if (op === 'cumulative_share') {
    if (!items.some((_, i) => scan.has(i, 'share'))) return false;
    use(at, 'share of the whole');
    return true;
  }
  if (
    op === 'and' ||
    op === 'or' ||
    op === 'versus' ||
    op === 'both' ||
    op === 'than' ||
    op === 'only' ||
    op === 'every' ||
    op === 'difference' ||
    op === 'distribution' ||
    op === 'figure_only' ||
    op === 'ascending' ||
    op === 'descending' ||
    op === 'there'
  ) {
    reading.connectors.push({ op, at });
    if (op === 'only') reading.only = true;
    if (op === 'figure_only') reading.figureOnly = true;
    if (op === 'and' && saysPlaceAgain(scan, at)) reading.eachPlace = true;
    use(at, op.replaceAll('_', ' '));
    return true;
  }
  if (op === 'between' && reading.connectors.some((c) => c.op === 'difference')) {
    use(at, 'difference');
    return true;
  }
  if (op === 'pronoun') {
    reading.pronoun ??= at;
    item.status = item.filler ? 'ignored' : 'open';
    return true;
  }
  if (op === 'times' && (reading.form === 'how_often' || scan.pendingCount !== null)) {
    use(at, 'times');
    return true;
  }
  const adjective = meaning(at, 'adjective');
  if (
    adjective &&
    reading.conditions.some((c) => c.filter.kind === 'compare' && c.filter.member === adjective.member)
  ) {
    use(at, 'names the condition');
    return true;
  }
  if (item.filler || meaning(at, 'filler')) {
    [item.status, item.as] = ['ignored', null];
    return true;
  }
  return false;
}

/** "in A and in B" */
function saysPlaceAgain({ items, before }: ScanContext, at: number): boolean {
  const joined = items[at]?.tokens.length === 2;
  const word = items[joined ? at : at + 1]?.tokens.at(-1)?.lower ?? '';
  const first = joined ? at + 1 : at + 2;
  const value = items[first];
  const prior = items[before(at)];
  return (
    /^(in|at|from)$/.test(word) &&
    value !== undefined &&
    (value.values.length > 0 || typeof items[first + 1]?.number === 'number') &&
    prior !== undefined &&
    (prior.values.length > 0 || prior.number !== null)
  );
}
