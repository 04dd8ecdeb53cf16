import type { Assembly } from './assembly.js';

/** Whether a verb alone ("earned") may stand for its figure. */
export function wantsFigure(assembly: Assembly): boolean {
  return (
    assembly.reading.form === 'how_much' ||
    assembly.reading.rank !== null ||
    assembly.reading.dimensions.length > 0 ||
    assembly.reading.form === 'yes_no' ||
    assembly.reading.form === 'compare' ||
    assembly.reading.form === 'what' ||
    assembly.reading.form === null ||
    assembly.reading.form === 'count' ||
    assembly.reading.calculations.length > 0 ||
    assembly.reading.times.length > 0
  );
}

/** Whether things are asked for, not figures. */
export function asksForEntity(assembly: Assembly): boolean {
  return (
    assembly.reading.subject !== null &&
    (assembly.reading.form === 'which' ||
      assembly.reading.form === 'list' ||
      assembly.reading.form === 'who' ||
      assembly.reading.form === 'what' ||
      assembly.reading.form === 'where')
  );
}

/** Whether nothing speaks against an answer in figures. */
export function figureAsked(assembly: Assembly): boolean {
  return (
    assembly.reading.form !== 'who' && assembly.reading.form !== 'where' && assembly.reading.attributes.length === 0
  );
}
