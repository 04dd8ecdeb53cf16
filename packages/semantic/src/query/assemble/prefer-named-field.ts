import { findField } from '../../model/model.js';
import type { Assembly } from './assembly.js';

/**
 * "the most expensive film to replace": a field named outright is ranked before the one the adjective usually means.
 * *Returns* whether one was.
 */
export function preferNamedField(assembly: Assembly): boolean {
  const { reading, model } = assembly;
  const meant = reading.rankMeasure?.field ? findField(model, reading.rankMeasure.field) : undefined;
  const named = meant
    ? reading.attributes.find((a) =>
        a.members.some(
          (m) =>
            m !== reading.rankMeasure?.field &&
            findField(model, m)?.dataset === meant.dataset &&
            findField(model, m)?.format === meant.format &&
            meant.format !== null,
        ),
      )
    : undefined;
  if (!named?.members[0] || !reading.rankMeasure) return false;
  reading.rankMeasure = { ...reading.rankMeasure, field: named.members[0] };
  reading.attributes.splice(reading.attributes.indexOf(named), 1);
  return true;
}
