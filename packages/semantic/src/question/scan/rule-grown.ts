import { comparedFigure } from './compared-figure.js';
import type { FigureCondition } from '../reading.js';
import type { ScanContext } from './scan-context.js';
import { asksForThings } from './things-asked.js';

/** "towns whose sales fell from May to June", "guests who doubled their spend", "by more than 10 %": each later figure is bound by its earlier one. */
export function ruleGrown(scan: ScanContext, at: number): boolean {
  const { items, reading, has, use } = scan;
  const way = wayOf(scan, at);
  if (!way || !asksForThings(scan, at) || !twoPeriods(scan)) return false;
  if (items.some((_, i) => has(i, 'most', 'least', 'highest', 'lowest', 'top', 'bottom', 'how_much'))) return false;
  const measure = comparedFigure(scan, at, Math.min(items.length, at + 4));
  if (!measure) return false;
  const amount = way.kind === 'ratio' ? null : amountAfter(scan, at);
  const sign = way.down ? -1 : 1;
  reading.figureConditions.push({
    at,
    measure,
    against: null,
    later: true,
    ...(way.kind === 'ratio'
      ? { op: way.down ? 'lte' : 'gte', values: [way.factor], sides: 'ratio' }
      : {
          op: boundOf(amount?.op ?? 'gt', way.down),
          values: [sign * (amount?.value ?? 0)],
          sides: amount?.percent ? 'percent' : 'difference',
        }),
  });
  for (let i = at; i <= (amount?.last ?? at); i++) use(i, 'compared with the period before');
  return true;
}

type Way =
  | { readonly kind: 'plain'; readonly down: boolean }
  | { readonly kind: 'ratio'; readonly down: boolean; readonly factor: number };

const DOWN =
  /^(fall|fell|fallen|falling|drop|dropped|dropping|decline|declined|declining|decrease|decreased|shrink|shrank|shrunk)$/;
const UP =
  /^(grow|grew|grown|growing|rise|rose|risen|rising|increase|increased|increasing|climb|climbed|improve|improved)$/;
const TIMES: Readonly<Record<string, number>> = {
  doubled: 2,
  double: 2,
  tripled: 3,
  triple: 3,
  halved: 0.5,
  halve: 0.5,
};

function wayOf({ items }: ScanContext, at: number): Way | null {
  const words = items[at]?.tokens.map((token) => token.lower) ?? [];
  const factor = TIMES[words[0] ?? ''];
  if (factor !== undefined && words.length === 1) return { kind: 'ratio', down: factor < 1, factor };
  const text = words.join(' ');
  if (DOWN.test(words[0] ?? '') || /^(went|go|gone) down$/.test(text)) return { kind: 'plain', down: true };
  if (UP.test(words[0] ?? '') || /^(went|go|gone) up$/.test(text)) return { kind: 'plain', down: false };
  return null;
}

/** "by more than 10 %", "by at least 50 dollars" */
function amountAfter(
  { items, ops, has, numberAt, next }: ScanContext,
  at: number,
): { op: FigureCondition['op']; value: number; percent: boolean; last: number } | null {
  const by = items[at + 1]?.tokens[0]?.lower === 'by' ? at + 1 : at;
  const op = (['gt', 'gte', 'lt', 'lte'] as const).find((one) => ops(by + 1).includes(one));
  const number = op ? next(by + 1) : by + 1;
  const value = numberAt(number);
  if (value === null || (by === at && !op)) return null;
  const apart = has(number + 1, 'share', 'unit_percent');
  const percent = (items[number]?.tokens[0]?.percent ?? false) || apart;
  const money = has(number + 1, 'unit_money');
  return { op: op ?? 'gte', value, percent, last: apart || money ? number + 1 : number };
}

function boundOf(op: FigureCondition['op'], down: boolean): FigureCondition['op'] {
  const turned = { gt: 'lt', gte: 'lte', lt: 'gt', lte: 'gte', eq: 'eq', between: 'between' } as const;
  return down ? turned[op] : op;
}

/** "from June to July", "in August compared to July" */
function twoPeriods({ items }: ScanContext): boolean {
  const times = items.filter((item) => item.time !== null);
  const [span] = times;
  return times.length === 2 || (times.length === 1 && /^from .+ to /.test(wordsOf(span)));
}

function wordsOf(item: ScanContext['items'][number] | undefined): string {
  return item?.tokens.map((token) => token.lower).join(' ') ?? '';
}
