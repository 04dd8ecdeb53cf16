'use client';

import { useCallback, useEffect, useState } from 'react';

const KEY = 'draft-question';

/** The text in the question box, kept for the visit: neither a reload nor a sign-in loses it. */
export function useDraft(): [string, (text: string) => void] {
  const [text, setText] = useState('');
  useEffect(() => setText((typed) => (typed === '' ? (sessionStorage.getItem(KEY) ?? '') : typed)), []);
  const keep = useCallback((next: string) => {
    setText(next);
    if (next === '') sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, next);
  }, []);
  return [text, keep];
}
