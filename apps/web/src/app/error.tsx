'use client';

import { Button } from '../ui/button';
import { Notice } from '../ui/notice';

export default function AppError({ retry }: { retry: () => void }) {
  return (
    <main className="mx-auto max-w-xl px-4 py-20">
      <Notice look="bad" role="alert" title="The analytics service cannot be reached">
        <p className="text-ink-soft">It may be starting. Try again in a moment; you stay signed in.</p>
        <Button onClick={() => retry()}>Try again</Button>
      </Notice>
    </main>
  );
}
