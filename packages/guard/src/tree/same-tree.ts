const positions = new Set(['location', 'list_start', 'list_end', 'rexpr_list_start', 'rexpr_list_end']);

/** Whether two parse trees say the same, positions in the text aside. */
export function sameTree(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => sameTree(item, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return left === right;
  const keys = fields(left);
  return (
    keys.length === fields(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameTree(left[key], right[key]))
  );
}

function fields(value: Record<string, unknown>): string[] {
  return Object.keys(value).filter((key) => !positions.has(key));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
