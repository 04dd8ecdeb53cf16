import type { ScanContext } from './scan-context.js';

/** Whether things are asked for, listed or counted before a place: what is compared there is then said of each of them. */
export function asksForThings({ reading, model, items, has, numberAt }: ScanContext, at: number): boolean {
  const calledByNumber = (name: string): boolean => model.datasets.get(name)?.numbered ?? false;
  const counted = reading.measures.some((m) => m.from === 'count' && m.at < at);
  const listed = reading.subject !== null && reading.subject.at < at;
  const asks = reading.form === null || reading.form === 'list';
  const head = asks
    ? reading.mentions.find((m) => m.at < at && !(calledByNumber(m.dataset) && numberAt(m.at + 1)))
    : undefined;
  const first = items.every((item, i) => i >= (head?.at ?? 0) || item.filler || has(i, 'list'));
  const event = model.datasets.get(head?.dataset ?? '')?.event ?? true;
  const told = head !== undefined && ((first && !event) || items.slice(head.at + 1, at).some(isRelative));
  return counted || listed || told || reading.countedGrain !== null || items.some((_, i) => i < at && has(i, 'who'));
}

function isRelative({ tokens }: ScanContext['items'][number]): boolean {
  return /^(that|which|who|whose|where|with|having)$/.test(tokens[0]?.lower ?? '');
}
