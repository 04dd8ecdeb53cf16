import type { StatementReader } from './statement-reader.js';

/**
 * A reader that runs so many statements at once, and lets the others wait: more than the machine has processors only take from each other.
 * Who waits is served user by user, and one user never holds every place, so that a heavy one leaves room for the next.
 */
export function queueStatements(reader: StatementReader, atOnce: number): StatementReader {
  const mostOfOne = Math.max(1, atOnce - 1);
  const runningOf = new Map<string, number>();
  const waitingOf = new Map<string, (() => void)[]>();
  let running = 0;

  const mayStart = (username: string): boolean => running < atOnce && (runningOf.get(username) ?? 0) < mostOfOne;
  const start = (username: string): void => {
    running += 1;
    runningOf.set(username, (runningOf.get(username) ?? 0) + 1);
  };
  const end = (username: string): void => {
    running -= 1;
    const left = (runningOf.get(username) ?? 1) - 1;
    if (left === 0) runningOf.delete(username);
    else runningOf.set(username, left);
    for (const [next, line] of waitingOf) {
      if (!mayStart(next)) continue;
      const begin = line.shift();
      // To the end of the line of users.
      waitingOf.delete(next);
      if (line.length > 0) waitingOf.set(next, line);
      if (begin === undefined) continue;
      start(next);
      begin();
      return;
    }
  };

  return {
    async run(request) {
      const { username } = request.context;
      if (mayStart(username)) start(username);
      else {
        await new Promise<void>((resolve) => {
          const line = waitingOf.get(username);
          if (line === undefined) waitingOf.set(username, [resolve]);
          else line.push(resolve);
        });
      }
      try {
        return await reader.run(request);
      } finally {
        end(username);
      }
    },
  };
}
