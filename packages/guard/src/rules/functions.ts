import { allowedFunctions, type AllowedFunction } from '../allowed/functions.js';
import { isMessage, listOf, messageOf, namesOf, type Message } from '../tree/node.js';
import { quoted, type Finding, type TreeRule } from './rule.js';

/** Every function is on the allow-list by name, number of arguments and the way it is called; only `pg_catalog` may qualify it. */
export const functions: TreeRule = {
  name: 'allowed_functions',
  code: 'guard.function-not-allowed',
  find: ({ index }) => {
    for (const entry of index.entries) {
      const finding = entry.kind === 'FuncCall' ? judgeCall(entry.message) : undefined;
      if (finding) return finding;
    }
    return undefined;
  },
};

/** The name of a called function, or nothing if a schema other than `pg_catalog` qualifies it. */
export function functionName(call: Message): string | undefined {
  const path = namesOf(call['funcname']);
  if (path.length === 1) return path[0];
  return path.length === 2 && path[0] === 'pg_catalog' ? path[1] : undefined;
}

function judgeCall(call: Message): Finding | undefined {
  const name = functionName(call);
  const allowed = name === undefined ? undefined : allowedFunctions.get(name);
  const shown = quoted(namesOf(call['funcname']).join('.'));
  if (!allowed) return { message: `The function ${shown} is not on the list of allowed functions.` };
  const args = listOf(call['args']);
  const [least, most] = allowed.args;
  if (args.length < least || args.length > most) {
    return { message: `The function ${shown} is not allowed with ${args.length} arguments.` };
  }
  if (call['agg_star'] === true && name !== 'count') return { message: `“*” is not allowed in ${shown}.` };
  if (!allowed.named && args.some((arg) => messageOf(arg, 'NamedArgExpr'))) {
    return { message: `Named arguments are not allowed for ${shown}.` };
  }
  return variantFits(call, allowed) ? undefined : { message: `The function ${shown} is not allowed in this form.` };
}

function variantFits(call: Message, { kind }: AllowedFunction): boolean {
  const windowed = isMessage(call['over']);
  const within = call['agg_within_group'] === true;
  const aggregated =
    call['agg_star'] === true ||
    call['agg_distinct'] === true ||
    call['agg_filter'] !== undefined ||
    listOf(call['agg_order']).length > 0;
  switch (kind) {
    case 'plain':
    case 'rows':
      return !windowed && !within && !aggregated;
    case 'aggregate':
      return !within;
    case 'ordered':
      return within && !windowed;
    case 'ranking':
      return within ? !windowed : windowed && listOf(call['args']).length === 0 && !aggregated;
    case 'window':
      return windowed && !within && !aggregated;
  }
}
