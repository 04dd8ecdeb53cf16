import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

/** A part of the page that opens in place. The native element: it works by keyboard, in print and for screen readers as it is. */
export function Disclosure(props: { icon: IconName; title: string; hint?: string; children: ReactNode }) {
  return (
    <details className="group border-t border-line">
      <summary className="flex list-none items-center gap-2.5 px-4 py-3 text-sm hover:bg-sunken sm:px-6 [&::-webkit-details-marker]:hidden">
        <Icon name={props.icon} className="size-4 text-ink-soft" />
        <span className="font-medium">{props.title}</span>
        {props.hint !== undefined && <span className="min-w-0 truncate text-ink-soft max-sm:hidden">{props.hint}</span>}
        <Icon name="chevron" className="ml-auto size-4 text-ink-soft transition-transform group-open:rotate-180" />
      </summary>
      <div className="space-y-6 px-4 pb-6 pt-2 sm:px-6">{props.children}</div>
    </details>
  );
}
