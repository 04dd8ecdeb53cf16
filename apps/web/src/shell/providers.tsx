'use client';

import { CSPProvider } from '@base-ui/react/csp-provider';
import type { ReactNode } from 'react';
import { SessionGate } from './session-gate';

/** What every page needs around it: the nonce for styles that components add, and the dialog for a session that has ended. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <CSPProvider nonce={nonce}>
      <SessionGate>{children}</SessionGate>
    </CSPProvider>
  );
}
