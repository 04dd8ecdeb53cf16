'use client';

import { useSyncExternalStore } from 'react';

/** Whether the page is drawn dark now: by the reader's choice, or by the system's where they made none. */
export function useDark(): boolean {
  return useSyncExternalStore(
    (notify) => {
      const media = matchMedia('(prefers-color-scheme: dark)');
      media.addEventListener('change', notify);
      const observer = new MutationObserver(notify);
      observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
      return () => {
        media.removeEventListener('change', notify);
        observer.disconnect();
      };
    },
    () => {
      const chosen = document.documentElement.dataset.theme;
      return chosen === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
    },
    () => false,
  );
}
