import type { RolePolicy } from '@copilot/contracts';
import type { Message } from '../tree/node.js';
import type { Column, CteScope, Reference, Scope } from './scope.js';

/** What a name in FROM turned out to be. */
export interface RelationUse {
  readonly node: Message;
  readonly kind: 'view' | 'cte' | 'unknown';
  readonly name: string;
}

/** One use of a column, or of a whole row, with what it resolved to. */
export interface ColumnUse {
  readonly node: Message;
  readonly path: readonly string[];
  readonly reference: Reference;
}

/** A `*` that covers columns the role may not read, and the columns to write in its place. */
export interface StarExpansion {
  readonly target: Message;
  readonly columns: readonly { readonly qualifier: string | undefined; readonly name: string }[];
}

/** The statement with every name resolved: what it reads, from where, and what comes out. */
export interface Resolution {
  readonly relations: readonly RelationUse[];
  readonly columnUses: readonly ColumnUse[];
  readonly stars: readonly StarExpansion[];
  readonly outputs: readonly Column[];
  /** Structural faults that PostgreSQL refuses as well, such as two WITH queries of one name. */
  readonly faults: readonly { readonly node: Message; readonly text: string }[];
  /** The column each reference stands for. */
  readonly columnOf: ReadonlyMap<Message, Column>;
}

/** What is collected while resolving; the parts of the resolver call each other through it. */
export interface Resolver {
  readonly policy: RolePolicy;
  readonly relations: RelationUse[];
  readonly columnUses: ColumnUse[];
  readonly stars: StarExpansion[];
  readonly faults: { node: Message; text: string }[];
  readonly columnOf: Map<Message, Column>;
  readonly select: (statement: Message, outer: Scope | undefined, ctes: CteScope | undefined) => readonly Column[];
  readonly expression: (value: unknown, scope: Scope | undefined, ctes: CteScope | undefined) => void;
}

/** Notes that a column is read, together with what it stands for on both sides of a join. */
export function useColumn(resolver: Resolver, node: Message, path: readonly string[], column: Column): void {
  resolver.columnUses.push({ node, path, reference: { kind: 'column', column } });
  for (const side of column.merged ?? []) useColumn(resolver, node, path, side);
}
