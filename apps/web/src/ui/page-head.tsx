import type { ReactNode } from 'react';

/** Title of a page with one sentence on what it is for. */
export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="space-y-1.5">
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      {children !== undefined && <p className="max-w-[68ch] text-ink-soft">{children}</p>}
    </header>
  );
}
