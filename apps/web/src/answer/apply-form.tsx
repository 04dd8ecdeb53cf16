import type { FormEvent, ReactNode } from 'react';
import { Button } from '../ui/button';

/** A small form that computes the answer again. */
export function ApplyForm({ valid, onApply, children }: { valid: boolean; onApply: () => void; children: ReactNode }) {
  function submit(event: FormEvent) {
    event.preventDefault();
    if (valid) onApply();
  }
  return (
    <form onSubmit={submit} className="space-y-3">
      {children}
      <Button type="submit" kind="primary" className="w-full" disabled={!valid}>
        Compute again
      </Button>
    </form>
  );
}
