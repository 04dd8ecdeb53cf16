const keptMs = 60_000;

/** The stores that exist, read again once a minute: a new store is rare, and `all_stores` decides in any case. */
export function createStoreIds(needs: { read: () => Promise<number[]>; now: () => number }): () => Promise<number[]> {
  let kept: { at: number; ids: Promise<number[]> } | undefined;
  return () => {
    if (kept !== undefined && needs.now() - kept.at < keptMs) return kept.ids;
    const ids = needs.read();
    const entry = { at: needs.now(), ids };
    kept = entry;
    ids.catch(() => {
      if (kept === entry) kept = undefined;
    });
    return ids;
  };
}
