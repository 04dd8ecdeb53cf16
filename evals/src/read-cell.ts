/** One value of a result, read the way a person would: `$1,234.50` is a number, `2022-05` a month, `YES` a text. */
export type Reading =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** `text` is kept for its decimals; `percent` says that a percent sign stood there. */
  | { readonly kind: 'number'; readonly value: number; readonly text?: string; readonly percent?: boolean }
  /** Milliseconds since 1970, UTC. */
  | { readonly kind: 'moment'; readonly value: number }
  /** Lower case, blanks collapsed. */
  | { readonly kind: 'text'; readonly value: string };

const NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i;
const MONEY = /^([-+]?)[$€£]\s?([\d,]+(\.\d+)?)$/;
const GROUPED = /^([-+]?)(\d{1,3}(,\d{3})+(\.\d+)?)$/;
const PERCENT = /^([-+]?\d+(\.\d+)?)\s?%$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH = /^(\d{4})-(\d{2})$/;
const TIMESTAMP = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?\s?(Z|[-+]\d{2}(?::?\d{2})?)?$/i;

/** Reads a cell of a reference result or of an answer. */
export function readCell(cell: unknown): Reading {
  if (cell === null || cell === undefined) return { kind: 'nothing' };
  if (typeof cell === 'boolean') return { kind: 'boolean', value: cell };
  if (typeof cell === 'number') return { kind: 'number', value: cell };
  if (typeof cell === 'bigint') return { kind: 'number', value: Number(cell) };
  if (cell instanceof Date) return { kind: 'moment', value: cell.getTime() };
  if (Array.isArray(cell)) {
    return { kind: 'text', value: cell.map((item) => String(item).trim().toLowerCase()).join(',') };
  }
  if (typeof cell === 'object') return { kind: 'text', value: JSON.stringify(cell).toLowerCase() };
  return readText(String(cell).trim().replace(/\s+/g, ' '));
}

function readText(text: string): Reading {
  if (text === '') return { kind: 'nothing' };
  if (NUMBER.test(text)) return { kind: 'number', value: Number(text), text };
  const money = MONEY.exec(text) ?? GROUPED.exec(text);
  if (money) return { kind: 'number', value: Number(`${money[1] ?? ''}${(money[2] ?? '').replaceAll(',', '')}`) };
  const percent = PERCENT.exec(text);
  if (percent) return { kind: 'number', value: Number(percent[1]), percent: true };
  const moment = readMoment(text);
  if (moment !== null) return { kind: 'moment', value: moment };
  const lower = text.toLowerCase();
  if (lower === 'true' || lower === 'false') return { kind: 'boolean', value: lower === 'true' };
  return { kind: 'text', value: lower };
}

function readMoment(text: string): number | null {
  const date = DATE.exec(text);
  if (date) return Date.UTC(Number(date[1]), Number(date[2]) - 1, Number(date[3]));
  const month = MONTH.exec(text);
  if (month && Number(month[2]) >= 1 && Number(month[2]) <= 12)
    return Date.UTC(Number(month[1]), Number(month[2]) - 1, 1);
  const stamp = TIMESTAMP.exec(text);
  if (!stamp) return null;
  const [, y, mo, d, h, mi, s, fraction, zone] = stamp;
  const local = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s ?? 0));
  return local + Math.round(Number(fraction ?? 0) * 1000) - toOffsetMs(zone);
}

function toOffsetMs(zone: string | undefined): number {
  const [, sign, hours, minutes] = /([-+])(\d{2}):?(\d{2})?/.exec(zone ?? '') ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0)) * 60_000;
}
