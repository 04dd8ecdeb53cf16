import type { Readiness } from '@copilot/contracts';
import type { Workflow } from '../workflow/workflow.js';

export type ReadReadiness = () => Promise<Readiness>;

const databaseTimeoutMs = 2_000;

/** Whether questions can be answered now. A missing model is not a fault: the built-in planner answers without one. */
export function createReadReadiness(needs: {
  pingDatabase: () => Promise<void>;
  workflow: Pick<Workflow, 'readiness'>;
  isStopping: () => boolean;
}): ReadReadiness {
  return async () => {
    const [database, upstream] = await Promise.all([
      settles(needs.pingDatabase(), databaseTimeoutMs),
      needs.workflow.readiness(new AbortController().signal),
    ]);
    const ready = database && upstream.workflow === 'ok' && !needs.isStopping();
    return {
      status: ready ? 'ready' : 'not_ready',
      checks: { database: database ? 'ok' : 'failed', workflow: upstream.workflow, model: upstream.model },
    };
  };
}

async function settles(work: Promise<void>, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), timeoutMs)));
  try {
    return await Promise.race([work.then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
