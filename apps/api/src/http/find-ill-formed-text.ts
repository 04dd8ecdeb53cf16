/** *Returns* the path of the first string or key with a NUL character or a lone surrogate, `undefined` when all text is well-formed. */
export function findIllFormedText(value: unknown, path = 'body'): string | undefined {
  if (typeof value === 'string') return isIllFormed(value) ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    if (isIllFormed(key)) return path;
    const found = findIllFormedText(member, path === 'body' ? key : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isIllFormed(text: string): boolean {
  return text.includes('\u0000') || /\p{Surrogate}/u.test(text);
}
