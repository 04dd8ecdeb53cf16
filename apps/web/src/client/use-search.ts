'use client';

import { useEffect } from 'react';
import { isAbort } from './gateway-error';

/** Calls `search` with what is wanted: at once when nothing is typed, else 200 ms after the last key. An older call is dropped. */
export function useSearch(
  wanted: string,
  search: (wanted: string, signal: AbortSignal) => Promise<void>,
  onFault: (cause: unknown) => void,
): void {
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(
      () => search(wanted.trim(), controller.signal).catch((cause: unknown) => !isAbort(cause) && onFault(cause)),
      wanted === '' ? 0 : 200,
    );
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [wanted, search, onFault]);
}
