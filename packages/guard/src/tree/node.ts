/** A message of the parse tree as JSON: `{ relname: 'v_films', … }`. */
export type Message = Readonly<Record<string, unknown>>;

/** A node is a message under its kind: `{ RangeVar: { relname: … } }`. The parser writes `{}` where the grammar leaves a place empty. */
export type Node = Readonly<Record<string, Message>>;

/** The kind of a node and its message; nothing for an empty place or for something that is not a node. */
export function readNode(value: unknown): { readonly kind: string; readonly message: Message } | undefined {
  if (!isMessage(value)) return undefined;
  let kind: string | undefined;
  for (const key in value) {
    if (kind !== undefined) return undefined;
    kind = key;
  }
  const message = kind === undefined ? undefined : value[kind];
  if (kind === undefined || !isMessage(message)) return undefined;
  // Kinds start with a capital, fields do not.
  const initial = kind.charCodeAt(0);
  return initial >= 65 && initial <= 90 ? { kind, message } : undefined;
}

/** The message of a node of the wanted kind. */
export function messageOf(value: unknown, kind: string): Message | undefined {
  if (!isMessage(value)) return undefined;
  const message = value[kind];
  return isMessage(message) ? message : undefined;
}

/** The members of a repeated field; none when the field is not there. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The texts of a list of String nodes: the parts of a qualified name. */
export function namesOf(value: unknown): string[] {
  const names: string[] = [];
  for (const part of listOf(value)) {
    const string = messageOf(part, 'String');
    if (string) names.push(textOf(string['sval']) ?? '');
  }
  return names;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
