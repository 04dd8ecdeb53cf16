/** Whether rows and answers of before are worth a try: each try that the data have overtaken costs a trip to the database. */
export interface KeptGate {
  isOpen(): boolean;
  /** Something of before was given: the data stood. */
  held(): void;
  /** It was dropped, because the data had changed. */
  overtaken(): void;
}

/** How long nothing of before is tried, once two tries in a row were in vain. */
const CLOSED_MS = 1_000;

export function createKeptGate(now: () => number): KeptGate {
  let inVain = 0;
  let closedUntil = -Infinity;
  return {
    isOpen: () => now() >= closedUntil,
    held: () => void (inVain = 0),
    overtaken: () => {
      inVain += 1;
      if (inVain >= 2) closedUntil = now() + CLOSED_MS;
    },
  };
}
