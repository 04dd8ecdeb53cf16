import { findField } from '../../model/model.js';
import type { ValueMatch } from '../value-index.js';
import { joinerBefore } from './joiner-before.js';
import type { ScanContext } from './scan-context.js';

/** Chooses between fields that store the same value: the field, dataset and verbs near it decide, and a doubtful one is left alone. */
export function chooseValue(scan: ScanContext, at: number, values: readonly ValueMatch[]): ValueMatch | undefined {
  const { items, model, datasets, has, meanings, next, before } = scan;
  const item = items[at];
  const single = item?.tokens.length === 1 && item.tokens[0]?.lower.length === 1;
  const isCapital =
    /^\p{Lu}$/u.test(item?.tokens[0]?.text ?? '') && (at > 0 || !/^[ai]$/.test(item?.tokens[0]?.lower ?? ''));
  /** "R titles": a capital before the noun that the letter is a value of. */
  const besideItsNoun = (member: string): boolean =>
    isCapital && meanings(at + 1, 'dataset').some((m) => m.name === member.split('.')[0]);
  const joined = joinerBefore(scan, at);
  const last = joined === 'or' || joined === 'and' ? scan.reading.conditions.at(-1)?.filter : undefined;
  const near = new Set([...(last?.kind === 'compare' ? [last.member] : []), ...nearMembers()]);
  function nearMembers(): string[] {
    return [before(at), next(at)].flatMap((i) => [
      ...meanings(i, 'adjective').map((m) => m.member),
      ...meanings(i, 'field').map((m) => m.member),
    ]);
  }
  const nearDatasets = new Set([before(at), next(at)].flatMap((i) => meanings(i, 'dataset').map((m) => m.name)));
  const owners = nearDatasets.size > 0 ? nearDatasets : datasets;
  const open = values.filter(
    (v) =>
      !nearDatasets.has(v.member.split('.')[0] ?? '') &&
      [...owners].some(
        (name) => name !== v.member.split('.')[0] && model.hidden.has(`${name}.${v.member.split('.')[1] ?? ''}`),
      ),
  );
  // "customers in Canada" of a role that may not see where customers live is not about stores in Canada.
  if (open.length === values.length) return undefined;
  const occurring = values.some((v) => !v.unused);
  const named = values.filter(
    (v) =>
      // What nothing has is not meant where nobody speaks of what it is of.
      !(v.unused && occurring && !near.has(v.member) && !datasets.has(v.member.split('.')[0] ?? '')) &&
      (near.has(v.member) || findField(model, v.member)?.partOfName !== true) &&
      !(v.demonym === true && ofAnotherThing(scan, at, v.member)),
  );
  if (named.length === 0) return undefined;
  const everyday = item?.meanings.some((m) => m.kind !== 'operator' && m.kind !== 'filler') ?? false;
  const verbs = new Set(
    items.flatMap((_, i) =>
      meanings(i, 'verb').flatMap((v) =>
        v.of === 'dataset'
          ? linked(scan, v.name)
          : v.of === 'metric'
            ? linked(scan, model.metrics.get(v.name)?.dataset ?? '')
            : [v.name.split('.')[0] ?? ''],
      ),
    ),
  );
  const scored = named.map((v, i) => {
    const dataset = v.member.split('.')[0] ?? '';
    return {
      v,
      score:
        (near.has(v.member) ? 8 : 0) +
        (nearDatasets.has(dataset) ? 5 : 0) +
        (datasets.has(dataset) ? 2 : 0) +
        (verbs.has(dataset) ? 1.5 : 0) +
        (v.exact ? 0.5 : 0) -
        (v.unused ? 2.2 : 0) -
        (v.demonym && !datasets.has(dataset) ? 0.5 : 0) -
        i * 0.001,
    };
  });
  const best = scored.sort((a, b) => b.score - a.score)[0];
  const leftOut = scan.negation?.at === at - 1 && item?.tokens[0]?.capital === true;
  if (
    single &&
    !leftOut &&
    !(
      best &&
      (near.has(best.v.member) ||
        item?.tokens[0]?.glued === true ||
        items[at + 1]?.tokens[0]?.glued === true ||
        besideItsNoun(best.v.member) ||
        items.some(
          (other, i) =>
            i !== at &&
            ((Math.abs(i - at) === 2 && has((i + at) / 2, 'and', 'or')) || isCapital) &&
            other.values.some((v) => v.member === best.v.member),
        ))
    )
  )
    return undefined;
  if (everyday && best && best.score < 5 && !item?.tokens[0]?.capital) return undefined;
  return best?.v;
}

/** "Italian films" come from Italy; only customers of there would be found. */
function ofAnotherThing({ items, model, meaning }: ScanContext, at: number, member: string): boolean {
  const [own] = member.split('.');
  const noun = items[at + 1] ? meaning(at + 1, 'dataset')?.name : undefined;
  return noun !== undefined && noun !== own && model.datasets.get(noun)?.event !== true;
}

/** Datasets that an event or link joins: who may be meant by a name beside its verb. */
function linked(scan: ScanContext, dataset: string): string[] {
  return [dataset, ...scan.model.relationships.filter((r) => r.from === dataset).map((r) => r.to)];
}
