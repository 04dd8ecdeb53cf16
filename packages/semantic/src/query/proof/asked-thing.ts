import { findField } from '../../model/model.js';
import { unsure, type Check, type Evidence } from './evidence.js';
import { meaningsOf, nounFrom, says, wordsOf } from './said.js';
import { counts, shows } from './stands-for.js';

/** "which films …", "customers who …": what the sentence is about must be what the answer shows or counts. */
export const askedThing: Check = (evidence) => {
  const { items, query, model } = evidence;
  const heads = [...afterQuestionWord(evidence), ...before(evidence)];
  for (const at of heads) {
    const datasets = meaningsOf(items[at], 'dataset')
      .map((m) => m.name)
      .filter((name) => model.datasets.has(name));
    const [dataset] = datasets;
    if (!dataset || shown(evidence, at, datasets)) continue;
    const noun = model.datasets.get(dataset)?.noun[1] ?? dataset;
    return unsure(
      `The question asks for ${noun}, and what I could read from it shows something else.`,
      ...(query.entity ? [{ ...query, entity: dataset, attributes: [] }] : []),
    );
  }
  return kindAlone(evidence)
    ? unsure('The question asks which one, and what I could read from it is one figure.')
    : null;
};

/** "which bug took longest": after the question word a kind stands for the thing, and a figure alone does not say which. */
function kindAlone({ items, query }: Evidence): boolean {
  const figureAlone = query.metrics.length > 0 && query.dimensions.length === 0 && !query.entity;
  return (
    figureAlone &&
    items.some(
      (item, at) => says(item, 'which') && items[at + 1]?.status === 'used' && (items[at + 1]?.values.length ?? 0) > 0,
    )
  );
}

/** "which Comedy films", "in which stores": the noun after the question word, but not after a "which" that tells more of a noun. */
function afterQuestionWord({ items, reading }: Evidence): number[] {
  return items.flatMap((item, at) => {
    if (!says(item, 'which') && !/^what$/.test(wordsOf(item))) return [];
    const prior = items[at - 1];
    if (at > 0 && !(prior?.filler ?? false) && !says(prior, 'list')) return [];
    if (at > 0 && reading.dimensions.some((d) => d.at < at)) return [];
    // "what our films cost" is what they cost.
    if (/^(our|the|my|your|their|all|these|those)$/.test(wordsOf(items[at + 1]))) return [];
    const noun = nounFrom(items, at + 1);
    return noun === null ? [] : [noun];
  });
}

/** "customers who …", "films whose …", "titles we …": a bare noun that a clause tells more of. */
function before({ items }: Evidence): number[] {
  const first = items.findIndex((item) => !item.filler);
  const noun = items[first];
  if (!noun || meaningsOf(noun, 'dataset').length === 0 || !/s$|people/.test(wordsOf(noun))) return [];
  const next = items[first + 1];
  return /^(who|whose|which|that|we|they|having|without|never)\b/.test(wordsOf(next)) || says(next, 'who')
    ? [first]
    : [];
}

function shown({ items, query, model }: Evidence, at: number, datasets: readonly string[]): boolean {
  // "in which customer city": the field right behind the noun is what is asked for.
  const own = meaningsOf(items[at + 1], 'field').filter((m) => datasets.includes(m.member.split('.')[0] ?? ''));
  const fields = [...meaningsOf(items[at], 'field'), ...own].map((m) => m.member);
  const grains = meaningsOf(items[at], 'grain').length > 0;
  const counted = (name: string): boolean => query.metrics.some((ref) => counts(ref, model, name));
  const mayCount = query.dimensions.length > 0 || items.some((item) => says(item, 'count')) || !says(items[0], 'which');
  return (
    datasets.some(
      (name) => shows(query, model, name) || besideThem(query, name, model) || (mayCount && counted(name)),
    ) ||
    fields.some(
      (m) =>
        query.dimensions.some((d) => d.member === m) ||
        (query.attributes ?? []).includes(m) ||
        (findField(model, m)?.isTime ?? false),
    ) ||
    (grains && query.dimensions.some((d) => d.grain)) ||
    (items[at + 1]?.number ?? null) !== null ||
    (items[at + 1]?.values.length ?? 0) > 0
  );
}

/** "which clinic is each of them at", after persons were listed: the name of it is shown beside theirs. */
function besideThem(
  { entity, attributes, dimensions }: Evidence['query'],
  name: string,
  model: Evidence['model'],
): boolean {
  const label = `${name}.${model.datasets.get(name)?.label[0] ?? ''}`;
  return (entity ? (attributes ?? []) : dimensions.slice(1).map((d) => d.member)).includes(label);
}
