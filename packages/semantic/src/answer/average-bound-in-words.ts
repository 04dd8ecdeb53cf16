const WORDS: Readonly<Record<string, string>> = { gt: 'above', gte: 'at least', lt: 'below', lte: 'at most' };

/** "above", "at most half of", "at least 1.1 times": how something lies to an average. */
export function averageBoundInWords({
  op,
  factor = 1,
}: {
  readonly op: string;
  readonly factor?: number | undefined;
}): string {
  const times = factor === 1 ? '' : factor === 0.5 ? ' half of' : ` ${Math.round(factor * 100) / 100} times`;
  return `${WORDS[op] ?? op}${times}`;
}
