import { isMessage, type Message } from './node.js';

const positions = new Set(['location', 'list_start', 'list_end', 'rexpr_list_start', 'rexpr_list_end']);

/** Whether two parse trees say the same, positions in the text aside. */
export function sameTree(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => sameTree(item, right[index]));
  }
  if (!isMessage(left) || !isMessage(right)) return left === right;
  let fields = 0;
  for (const field in left) {
    if (positions.has(field)) continue;
    if (!Object.hasOwn(right, field) || !sameTree(left[field], right[field])) return false;
    fields += 1;
  }
  return fields === countFields(right);
}

function countFields(message: Message): number {
  let count = 0;
  for (const field in message) if (!positions.has(field)) count += 1;
  return count;
}
