'use client';

import type { Stage } from '@copilot/contracts';
import { useEffect, useState } from 'react';
import { Button } from '../ui/button';
import { STAGE_WORDS } from './stage-words';

/** The step that is running, replaced in place. Nothing shows in the first 300 ms; after eight seconds it says that it takes long. */
export function Progress({
  stage,
  done,
  onCancel,
}: {
  stage: Stage | null;
  done: readonly Stage[];
  onCancel: () => void;
}) {
  const [phase, setPhase] = useState<'hidden' | 'shown' | 'slow'>('hidden');
  useEffect(() => {
    const shown = setTimeout(() => setPhase('shown'), 300);
    const slow = setTimeout(() => setPhase('slow'), 8000);
    return () => {
      clearTimeout(shown);
      clearTimeout(slow);
    };
  }, []);
  const current = stage ?? STAGE_WORDS.find((entry) => !done.includes(entry.stage))?.stage ?? 'audit';
  const words = STAGE_WORDS.find((entry) => entry.stage === current)?.doing ?? 'Working';
  return (
    <div className="flex min-h-24 items-start" aria-live="polite" aria-busy="true">
      {phase !== 'hidden' && (
        <div className="rise flex w-full flex-wrap items-center gap-x-4 gap-y-2">
          <span className="flex items-center gap-2.5">
            <span className="pulse-dot size-2 rounded-full bg-accent" aria-hidden="true" />
            <span>{words}…</span>
          </span>
          <span className="flex gap-1" aria-hidden="true">
            {STAGE_WORDS.map((entry) => (
              <span
                key={entry.stage}
                className={`h-1 w-5 rounded-full ${done.includes(entry.stage) ? 'bg-accent' : entry.stage === current ? 'pulse-dot bg-accent' : 'bg-line'}`}
              />
            ))}
          </span>
          <Button kind="ghost" onClick={onCancel}>
            Stop
          </Button>
          {phase === 'slow' && (
            <p className="w-full text-sm text-ink-soft">
              This one takes longer than usual. You can wait, or stop it and narrow the question.
            </p>
          )}
        </div>
      )}
    </div>
  );
}
