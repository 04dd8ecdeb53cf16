import { isMessage, listOf, readNode, type Message } from './node.js';
import { nodeKinds } from './node-kinds.js';

/** One node of the tree with the way up. `field` is the field of the parent it stands in. */
export interface Entry {
  readonly kind: string;
  readonly message: Message;
  readonly field: string;
  readonly parent: Entry | undefined;
  readonly depth: number;
}

/** All nodes of a statement, in reading order, and everything in it that the table of node kinds does not know. */
export interface TreeIndex {
  readonly entries: readonly Entry[];
  readonly unknown: readonly { readonly kind: string; readonly field: string | undefined; readonly location: number }[];
  readonly tooLarge: boolean;
}

const shapesOf = new Map(Object.entries(nodeKinds).map(([kind, fields]) => [kind, new Map(Object.entries(fields))]));

export const maximumTreeDepth = 400;
export const maximumTreeNodes = 20_000;

/**
 * Lists every node of a statement. Unknown kinds and fields are reported and still walked, so that nothing hides below them.
 * Stops at the bounds of size: the rest of a tree that is too large is never looked at, because the statement is refused.
 */
export function indexTree(statement: unknown): TreeIndex {
  const entries: Entry[] = [];
  const unknown: { kind: string; field: string | undefined; location: number }[] = [];
  let tooLarge = false;

  const visitNode = (value: unknown, field: string, parent: Entry | undefined): void => {
    const node = readNode(value);
    if (node) return visitMessage(node.kind, node.message, field, parent);
    if (isMessage(value) && Object.keys(value).length === 0) return;
    unknown.push({ kind: 'a part without a kind', field, location: locationOf(parent?.message ?? {}) });
  };

  const visitMessage = (kind: string, message: Message, field: string, parent: Entry | undefined): void => {
    const depth = parent ? parent.depth + 1 : 0;
    if (depth > maximumTreeDepth || entries.length >= maximumTreeNodes) {
      tooLarge = true;
      return;
    }
    const entry: Entry = { kind, message, field, parent, depth };
    entries.push(entry);
    const shapes = shapesOf.get(kind);
    if (!shapes) unknown.push({ kind, field: undefined, location: locationOf(message) });
    for (const name in message) {
      if (name === 'location') continue;
      const value = message[name];
      const shape = shapes?.get(name);
      if (shape === undefined) {
        if (shapes) unknown.push({ kind, field: name, location: locationOf(message) });
        visitAnything(value, name, entry);
      } else if (shape === 'node') visitNode(value, name, entry);
      else if (shape === 'nodes') for (const item of listOf(value)) visitNode(item, name, entry);
      else if (shape !== 'value' && isMessage(value)) visitMessage(shape.slice(1), value, name, entry);
    }
  };

  const visitAnything = (value: unknown, field: string, parent: Entry): void => {
    if (Array.isArray(value)) for (const item of value) visitAnything(item, field, parent);
    else if (readNode(value)) visitNode(value, field, parent);
    else if (isMessage(value)) for (const inner of Object.values(value)) visitAnything(inner, field, parent);
  };

  visitNode(statement, 'stmt', undefined);
  return { entries, unknown, tooLarge };
}

/** Where a node stands in the text, in bytes; the parser leaves the field out for the first byte and writes -1 for nowhere. */
export function locationOf(message: Message): number {
  const location = message['location'];
  return typeof location === 'number' ? location : 0;
}
