import type { Field } from './model.js';

/** Whether a field holds numbers that can be added and compared; identifiers are names, not numbers. */
export function isNumeric(field: Field | undefined): field is Field {
  return (
    field !== undefined &&
    (field.datatype === 'Integer' || field.datatype === 'Decimal' || field.datatype === 'Float') &&
    !field.name.endsWith('_id')
  );
}
