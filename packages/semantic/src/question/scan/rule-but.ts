import type { ScanContext } from './scan-context.js';

/** "no copies in hall 1 but some in hall 2": what was denied did happen, or is there, for what follows. */
export function ruleBut(scan: ScanContext, at: number): boolean {
  const { items, model, reading, has, meaning, meanings, use } = scan;
  const denied = reading.events.at(-1);
  if (!/^(but|yet|though|although)$/.test(items[at]?.tokens[0]?.lower ?? '') || !denied?.negated) return false;
  const rest = items.slice(at + 1).map((_, i) => at + 1 + i);
  const follows = rest.some((i) => items[i]?.time !== null || items[i]?.number !== null || items[i]?.values.length);
  const denies = rest.some((i) => has(i, 'not', 'never', 'no', 'without', 'except', 'neither'));
  const other = rest.some(
    (i) =>
      (meaning(i, 'dataset') &&
        meaning(i, 'dataset')?.name !== denied.dataset &&
        !model.datasets.get(meaning(i, 'dataset')?.name ?? '')?.numbered) ||
      meanings(i, 'verb').some((v) => v.of === 'dataset' && v.name !== denied.dataset),
  );
  if (!follows || denies || other) return false;
  reading.events.push({ dataset: denied.dataset, at, negated: false, verb: true, again: true });
  use(at, 'of the same, affirmed');
  for (const i of rest)
    if (/^(some|something|any|one|ones|somebody|it|them)$/.test(items[i]?.tokens[0]?.lower ?? ''))
      use(i, 'of the same');
  return true;
}
