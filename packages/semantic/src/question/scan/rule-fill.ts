import type { ScanContext } from './scan-context.js';

/** including none, even days with zero: groups without rows are shown as well. */
export function ruleFill(scan: ScanContext, at: number): boolean {
  const { items, reading } = scan;
  const word = (i: number): string => items[i]?.tokens.map((t) => t.lower).join(' ') ?? '';
  if (!/^(including|include|includes|even)$/.test(word(at))) return false;
  const end = [at + 1, at + 2, at + 3, at + 4].find((i) =>
    /^(none|zero|zeros|0|with none|with zero|without any)$/.test(word(i)),
  );
  if (end === undefined) return false;
  const between = items.slice(at + 1, end);
  if (between.some((item) => item.values.length > 0 || item.time !== null || item.number !== null)) return false;
  reading.fill = true;
  for (let i = at; i <= end; i++) {
    const item = items[i];
    if (item) [item.status, item.as] = ['used', 'groups without any as well'];
  }
  return true;
}
