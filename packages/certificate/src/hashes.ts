import { hash } from 'node:crypto';
import type { Cell, Policy } from '@copilot/contracts';
import { canonicalJson } from './canonical-json.js';

/** SHA-256 of the UTF-8 bytes of a text, in lower-case hexadecimal. */
export function hashText(text: string): string {
  return hash('sha256', text, 'hex');
}

const policyHashes = new WeakMap<Policy, string>();

/**
 * The hash of a policy: of its canonical JSON, so that comments and layout of the file do not matter. Made once for a policy object, which
 * must not be changed afterwards.
 */
export function hashPolicy(policy: Policy): string {
  const known = policyHashes.get(policy);
  if (known !== undefined) return known;
  const made = hashText(canonicalJson(policy));
  policyHashes.set(policy, made);
  return made;
}

/**
 * The hash of a result: of the canonical JSON of `{ columns: [names], rows }`, as the answer's `data` shows them. Types, labels and
 * formats are presentation and stay out.
 */
export function hashResult(columns: readonly { readonly name: string }[], rows: readonly (readonly Cell[])[]): string {
  return hashText(canonicalJson({ columns: columns.map(({ name }) => name), rows }));
}
