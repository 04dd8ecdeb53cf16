import { isMessage, listOf, messageOf, namesOf } from './node.js';

/** The text of a string literal, casts around it aside. */
export function readText(expression: unknown): string | undefined {
  const value = messageOf(withoutCasts(expression), 'A_Const')?.['sval'];
  if (!isMessage(value)) return undefined;
  return typeof value['sval'] === 'string' ? value['sval'] : '';
}

/** The value of a number literal, with a sign or a cast. */
export function readNumber(expression: unknown): number | undefined {
  const inner = withoutCasts(expression);
  const negated = messageOf(inner, 'A_Expr');
  if (negated && negated['lexpr'] === undefined && namesOf(negated['name'])[0] === '-') {
    const value = readNumber(negated['rexpr']);
    return value === undefined ? undefined : -value;
  }
  const constant = messageOf(inner, 'A_Const');
  const whole = constant?.['ival'];
  if (isMessage(whole)) return typeof whole['ival'] === 'number' ? whole['ival'] : 0;
  const fraction = constant?.['fval'];
  return isMessage(fraction) && typeof fraction['fval'] === 'string' ? Number(fraction['fval']) : undefined;
}

/** The type that an expression is cast to, by its last name. */
export function castOf(expression: unknown): string | undefined {
  const typeName = messageOf(expression, 'TypeCast')?.['typeName'];
  return isMessage(typeName) && listOf(typeName['arrayBounds']).length === 0
    ? namesOf(typeName['names']).at(-1)
    : undefined;
}

function withoutCasts(expression: unknown): unknown {
  let inner = expression;
  for (let cast = messageOf(inner, 'TypeCast'); cast; cast = messageOf(inner, 'TypeCast')) inner = cast['arg'];
  return inner;
}
