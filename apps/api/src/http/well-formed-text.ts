import { z } from 'zod';
import { findIllFormedText } from './find-ill-formed-text.js';

/** A text from the address line: bounded, and storable by PostgreSQL. */
export function wellFormedText(longest: number): z.ZodString {
  return z
    .string()
    .max(longest, `must be at most ${longest} characters`)
    .refine((text) => findIllFormedText(text) === undefined, 'must not contain NUL characters or unpaired surrogates');
}
