'use client';

import type { AuditVerification } from '@copilot/contracts';
import { useCallback, useEffect, useState } from 'react';
import { gateway } from '../client/gateway';
import { useGate } from '../shell/session-gate';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';

type State = { kind: 'checking' } | { kind: 'checked'; result: AuditVerification } | { kind: 'failed' };

/** Whether every record of the audit log still follows from the one before it. */
export function ChainStatus() {
  const { withSession } = useGate();
  const [state, setState] = useState<State>({ kind: 'checking' });
  const check = useCallback(() => {
    setState({ kind: 'checking' });
    withSession(() => gateway.verifyAudit()).then(
      (result) => setState({ kind: 'checked', result }),
      () => setState({ kind: 'failed' }),
    );
  }, [withSession]);
  useEffect(check, [check]);

  const broken = state.kind === 'checked' && !state.result.ok;
  return (
    <div
      role="status"
      data-chain={state.kind === 'checked' ? (broken ? 'broken' : 'holds') : state.kind}
      className={`flex flex-wrap items-center gap-3 rounded-xl border px-4 py-3 ${broken ? 'border-bad/40 bg-bad-wash' : state.kind === 'checked' ? 'border-good/30 bg-good-wash' : 'border-line bg-sunken'}`}
    >
      <Icon
        name={broken ? 'warn' : 'link'}
        className={`size-5 ${broken ? 'text-bad' : state.kind === 'checked' ? 'text-good' : 'text-ink-soft'}`}
      />
      <p className="min-w-0 flex-1">{words(state)}</p>
      <Button onClick={check} disabled={state.kind === 'checking'}>
        Check again
      </Button>
    </div>
  );
}

function words(state: State): string {
  if (state.kind === 'checking') return 'Checking the chain of the audit log…';
  if (state.kind === 'failed') return 'The chain could not be checked just now.';
  const { ok, checked, broken_at: at } = state.result;
  const count = `${checked.toLocaleString('en-US')} ${checked === 1 ? 'record' : 'records'}`;
  if (ok) return `The chain holds: ${count} checked, each follows from the one before it.`;
  return `The chain is broken${at === null ? '' : ` at record ${at.id}: ${at.reason}`}. ${count} checked.`;
}
