'use client';

import type { Completions } from '@copilot/contracts';
import { useEffect, useState } from 'react';
import { gateway } from '../client/gateway';

export type Completion = Completions['completions'][number];

const NONE: readonly Completion[] = [];

/**
 * How the typed text may go on, asked 120 ms after the last key. Any fault gives no completions and no message: typing goes on.
 * *Takes* the text up to the caret, or null when nothing should be asked.
 */
export function useCompletions(text: string | null): readonly Completion[] {
  const [found, setFound] = useState<{ text: string; completions: readonly Completion[] }>({
    text: '',
    completions: NONE,
  });
  useEffect(() => {
    if (text === null || text.trim().length < 2) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      gateway
        .complete(text, controller.signal)
        .then(({ completions }) => setFound({ text, completions: completions.slice(0, 7) }))
        .catch(() => undefined);
    }, 120);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text]);
  return text !== null && found.text === text ? found.completions : NONE;
}
