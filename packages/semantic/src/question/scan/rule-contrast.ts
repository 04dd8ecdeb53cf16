import type { ScanContext } from './scan-context.js';

/** how much more … than, by how many percent, how many times as many … as: two figures set against each other. */
export function ruleContrast(scan: ScanContext, at: number): boolean {
  return scan.reading.contrast ? goOn(scan, at) : start(scan, at);
}

function start(scan: ScanContext, at: number): boolean {
  const { items, reading, has, meaning, next, use } = scan;
  const words = items[at]?.tokens.map((t) => t.lower).join(' ') ?? '';
  const more = has(at + 1, 'more', 'fewer') && !meaning(at + 2, 'quality');
  if (has(at, 'how_much', 'count') && /^how/.test(words) && more) {
    if (has(at, 'count')) scan.pendingCount = at;
    reading.form ??= has(at, 'count') ? 'count' : 'how_much';
    reading.contrast = { kind: 'difference', less: has(at + 1, 'fewer'), growth: false, at };
    use(at, 'question form');
    use(at + 1, 'difference');
    return true;
  }
  if (has(at, 'growth') && /^by (how|what)/.test(words)) {
    const kind = /percent/.test(words) ? 'percent' : 'difference';
    reading.contrast = { kind, less: false, growth: true, at };
    use(at, 'difference');
    return true;
  }
  if (has(at, 'share') && has(at + 1, 'growth') && /^percent(age)?$/.test(words)) {
    reading.contrast = { kind: 'percent', less: false, growth: true, at };
    use(at, 'in percent');
    use(at + 1, 'difference');
    return true;
  }
  if (has(at, 'difference') && namesSides(scan, at)) {
    reading.contrast = { kind: 'difference', less: false, growth: false, unsigned: true, at };
    use(at, 'difference');
    countOfThing(scan, next(at));
    return true;
  }
  const compared = comparedTimes(scan, at);
  if (compared === 0) return false;
  reading.contrast = { kind: 'ratio', less: false, growth: false, at };
  scan.pendingCount = at;
  reading.form ??= 'count';
  for (let i = at; i <= at + compared; i++) use(i, 'ratio');
  return true;
}

/** "the difference in visits": how many of them there are. */
function countOfThing({ reading, meaning, countOf, addMeasure, use }: ScanContext, at: number): void {
  const dataset = meaning(at, 'dataset');
  const measure = dataset && !meaning(at, 'metric') ? countOf({ kind: 'dataset', dataset: dataset.name }, at) : null;
  if (!dataset || !measure) return;
  addMeasure(measure);
  reading.mentions.push({ dataset: dataset.name, at });
  use(at, 'figure of the difference');
}

/** "the difference between April and May", "the gap between store 1 and store 2": two of a kind are named, and nothing is grouped. */
function namesSides({ items, model, meaning, has }: ScanContext, at: number): boolean {
  if (items.some((_, i) => meaning(i, 'grain') !== undefined || has(i, 'by', 'period_over_period'))) return false;
  const times = items.filter((item) => item.time !== null);
  const joined = times.some((item) => item.tokens.slice(1).some((t) => /^(and|to)$/.test(t.lower)));
  if (times.length === 2 || (times.length === 1 && joined)) return true;
  const members = items.slice(at).flatMap((item) => [...new Set(item.values.map((v) => v.member))]);
  if (members.some((member) => members.filter((m) => m === member).length === 2)) return true;
  const numbered = items.some((_, i) => model.datasets.get(meaning(i, 'dataset')?.name ?? '')?.numbered);
  return numbered && items.filter((item) => item.number !== null && item.time === null).length === 2;
}

/** How many words after "how many times" say that it compares: "as many", "as much", "more"; 0 when they do not. */
function comparedTimes({ items, has }: ScanContext, at: number): number {
  if (!has(at, 'how_often') || items[at]?.tokens.at(-1)?.lower !== 'times') return 0;
  const word = (i: number): string => items[i]?.tokens.map((t) => t.lower).join(' ') ?? '';
  if (word(at + 1) === 'as' && /^(many|much|high|large|big)$/.test(word(at + 2))) return 2;
  return /^as (many|much|high|large|big)$/.test(word(at + 1)) || has(at + 1, 'more') ? 1 : 0;
}

/** The rest of the comparison: "… is revenue of store 1 higher than", "… in percent". */
function goOn({ items, reading, has, numberAt, next, use }: ScanContext, at: number): boolean {
  const { contrast } = reading;
  if (!contrast) return false;
  const last = items[at]?.tokens.at(-1)?.lower;
  const sets = /^(than|exceed|exceeds|exceeded|surpass|surpassed|outstrip|outstripped)$/.test(last ?? '');
  if (has(at, 'between') && (contrast.unsigned ?? contrast.growth)) {
    use(at, 'difference');
    return true;
  }
  if (has(at, 'gt', 'lt') && sets && numberAt(next(at)) === null) {
    reading.contrast = { ...contrast, less: has(at, 'lt'), growth: false };
    reading.connectors.push({ op: 'than', at });
    use(at, 'compared with');
    return true;
  }
  if (has(at, 'more', 'fewer') && items.some((_, i) => i > at && has(i, 'than'))) {
    reading.contrast = { ...contrast, less: has(at, 'fewer'), growth: false };
    use(at, 'difference');
    return true;
  }
  if (has(at, 'share') && /percent/.test(last ?? '')) {
    reading.contrast = { ...contrast, kind: 'percent' };
    use(at, 'in percent');
    return true;
  }
  if (has(at, 'growth')) {
    use(at, 'change');
    return true;
  }
  return false;
}
