import { getEventListeners } from 'node:events';
import { toRolePolicy } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { fakeNeeds, managerOfStore1, policy, requestOf, roleModel } from '../test/fakes.js';
import type { ScopeDataLoader } from './create-scope-data-loader.js';
import { retrieveKnowledge } from './retrieve-knowledge.js';

describe('retrieveKnowledge', () => {
  const { scopeData, search } = fakeNeeds();
  const retrieve = (signal: AbortSignal, load: ScopeDataLoader['load'] = scopeData.load) =>
    retrieveKnowledge(requestOf('revenue'), toRolePolicy(policy, managerOfStore1.role), {
      scopeData: { load },
      search,
      roleModel,
      requestId: 'run-1',
      signal,
      onProblem: () => undefined,
    });

  // Node keeps a signal that somebody listens to: left there, every question would stay in memory.
  it('leaves nothing behind that listens to the signal of the run', async () => {
    const { signal } = new AbortController();
    expect(await retrieve(signal)).toMatchObject({ ok: true });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('does not wait for the data when the asker leaves', async () => {
    const leaving = new AbortController();
    const outcome = retrieve(leaving.signal, () => new Promise(() => undefined));
    leaving.abort();
    expect(await outcome).toMatchObject({ ok: false, problem: { code: 'database.timeout' } });
    expect(getEventListeners(leaving.signal, 'abort')).toEqual([]);
    expect(await retrieve(AbortSignal.abort(), () => new Promise(() => undefined))).toMatchObject({ ok: false });
  });
});
