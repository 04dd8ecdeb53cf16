import { findField } from '../../model/model.js';
import { type Check, unsure } from './evidence.js';

/** "kept for seven days": a length measured to the second is hardly ever just that; a bound or a span was meant, or another field. */
export const exactLength: Check = ({ query, model }) => {
  const field = query.filters
    .flatMap((f) => (f.kind === 'compare' && f.op === 'eq' ? [findField(model, f.member)] : []))
    .find((f) => f?.datatype === 'Decimal' && f.units.size > 0);
  return field
    ? unsure(
        `The ${field.name.replaceAll('_', ' ')} are measured to the second: did you mean at least, at most, or a span?`,
      )
    : null;
};
