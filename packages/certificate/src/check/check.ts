import type { SecurityCheck } from '@copilot/contracts';

/** One thing that was looked at, with what came of it. */
export type Check = SecurityCheck;

export function judged(name: string, holds: boolean, detail: string): Check {
  return { name, status: holds ? 'passed' : 'failed', detail };
}

export function failed(name: string, detail: string): Check {
  return { name, status: 'failed', detail };
}

export function notRun(name: string, detail: string): Check {
  return { name, status: 'not_run', detail };
}
