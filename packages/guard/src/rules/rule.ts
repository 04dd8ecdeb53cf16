import type { RolePolicy } from '@copilot/contracts';
import type { Resolution } from '../resolve/resolution.js';
import type { TreeIndex } from '../tree/index-tree.js';

/** What a rule found: why the statement is refused, in words for the person, and what to write instead. */
export interface Finding {
  readonly message: string;
  readonly hint?: string;
}

/** A rule about the text, before anything is parsed. */
export interface TextRule {
  /** The name of the check as the answer shows it. */
  readonly name: string;
  /** The problem code of a refusal. */
  readonly code: `guard.${string}`;
  readonly find: (sql: string) => Finding | undefined;
}

/** A rule about the parse tree. */
export interface TreeRule {
  readonly name: string;
  readonly code: `guard.${string}`;
  readonly find: (facts: Facts) => Finding | undefined;
}

/** Everything a rule may look at. `resolution` is worked out when first asked for, after the rules about the form have passed. */
export interface Facts {
  readonly statements: readonly unknown[];
  readonly index: TreeIndex;
  readonly policy: RolePolicy;
  readonly resolution: () => Resolution;
}

/** A name in a message: short, on one line. */
export function quoted(name: string): string {
  const short = name.length > 63 ? `${name.slice(0, 60)}…` : name;
  return `“${short.replace(/\s+/g, ' ')}”`;
}
