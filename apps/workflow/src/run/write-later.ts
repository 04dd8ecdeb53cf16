import type { RunLog } from './start-run.js';

/** A log whose lines are put into words when the question waits for the database or has its answer, so that no answer waits for its lines. */
export function writeLater(log: RunLog): RunLog {
  return {
    info: (fields, message) => void setImmediate(() => log.info(fields, message)),
    error: (fields, message) => log.error(fields, message),
  };
}
