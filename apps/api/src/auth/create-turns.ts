/** Runs the work of one key one after the other, so that parallel attempts cannot all pass a check before the first is counted. */
export function createTurns(needs: { longestQueue: number }) {
  const tails = new Map<string, { promise: Promise<unknown>; length: number }>();
  return {
    /** *Returns* `undefined` when too many are waiting already. */
    take: <Result>(key: string, work: () => Promise<Result>): Promise<Result> | undefined => {
      const tail = tails.get(key);
      const length = (tail?.length ?? 0) + 1;
      if (length > needs.longestQueue) return undefined;
      const result = (tail?.promise ?? Promise.resolve()).then(work, work);
      const entry = { promise: result, length };
      tails.set(key, entry);
      const leave = (): void => {
        const last = tails.get(key);
        if (last === undefined) return;
        last.length -= 1;
        if (last.length <= 0) tails.delete(key);
      };
      result.then(leave, leave);
      return result;
    },
  };
}
