'use client';

import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';

export default function PageError({ retry }: { retry: () => void }) {
  return (
    <div className="mx-auto max-w-2xl px-4 py-16">
      <Notice look="bad" role="alert" title="This page cannot be shown just now">
        <p className="text-ink-soft">The analytics service may be starting or out of reach. Try again in a moment.</p>
        <Button onClick={() => retry()}>Try again</Button>
      </Notice>
    </div>
  );
}
