'use client';

import { useSyncExternalStore } from 'react';
import { Icon } from '../ui/icon';

/** Whether the browser has a connection; true until it says otherwise. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    (notify) => {
      addEventListener('online', notify);
      addEventListener('offline', notify);
      return () => {
        removeEventListener('online', notify);
        removeEventListener('offline', notify);
      };
    },
    () => navigator.onLine,
    () => true,
  );
}

/** Says that there is no connection, for as long as there is none. */
export function OfflineBanner() {
  if (useOnline()) return null;
  return (
    <p
      role="status"
      className="no-print flex items-center justify-center gap-2 bg-caution-wash px-4 py-2 text-sm text-caution"
    >
      <Icon name="offline" /> You are offline. What you typed is kept.
    </p>
  );
}
