'use client';

import { useEffect, useState } from 'react';
import { Button } from './button';
import { Icon } from './icon';

/** Copies a text and says that it did. */
export function CopyButton({
  text,
  label,
  done = 'Copied',
}: {
  text: string | (() => string);
  label: string;
  done?: string;
}) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      kind="ghost"
      className="no-print"
      onClick={() => void copyText(typeof text === 'string' ? text : text()).then(setCopied)}
    >
      <Icon name={copied ? 'check' : 'copy'} />
      <span aria-live="polite">{copied ? done : label}</span>
    </Button>
  );
}

// Pages served over plain http from another host have no clipboard of their own; the old way still works there.
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'sr-only';
    document.body.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    return copied;
  }
}
