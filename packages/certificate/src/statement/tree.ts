/** A message of PostgreSQL's parse tree as JSON; a node is a message under its kind. */
export type Message = Readonly<Record<string, unknown>>;

export function asMessage(value: unknown): Message | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Message) : undefined;
}

/** The message of a node, if it is of that kind. */
export function ofKind(value: unknown, kind: string): Message | undefined {
  return asMessage(asMessage(value)?.[kind]);
}

export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The texts of String nodes. */
export function texts(value: unknown): string[] {
  return items(value).flatMap((item) => {
    const string = ofKind(item, 'String');
    return string ? [String(string['sval'] ?? '')] : [];
  });
}

/** Calls back for every node below a value, from the outside in. Returning false keeps it out of that node. */
export function eachNode(value: unknown, visit: (kind: string, message: Message) => boolean | void): void {
  if (Array.isArray(value)) {
    for (const item of value) eachNode(item, visit);
    return;
  }
  const fields = asMessage(value);
  if (!fields) return;
  for (const [name, inner] of Object.entries(fields)) {
    const message = /^[A-Z]/.test(name) ? asMessage(inner) : undefined;
    if (message && visit(name, message) === false) continue;
    eachNode(inner, visit);
  }
}
