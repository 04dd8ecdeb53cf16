import type { Field } from './model.js';

/** The name of a field in words. */
export function nameOf(field: Field): string {
  return field.name.replaceAll('_', ' ');
}
