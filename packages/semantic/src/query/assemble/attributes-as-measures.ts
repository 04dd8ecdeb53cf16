import type { Aggregate } from '@copilot/contracts';
import { isNumeric } from '../../model/is-numeric.js';
import { findField, memberOf, type Field } from '../../model/model.js';
import type { Measure } from '../../question/reading.js';
import type { Assembly } from './assembly.js';
import { keepsRows } from './keeps-rows.js';

const LISTS: ReadonlySet<string> = new Set(['which', 'list', 'who', 'where']);

/** "average film length": a numeric attribute with an aggregate in front is a figure; so is one that is grouped. */
export function attributesAsMeasures(assembly: Assembly): Measure[] {
  const { reading, model, assumptions } = assembly;
  const held = reading.aggregate;
  const out: Measure[] = [];
  for (const attribute of [...reading.attributes]) {
    const field = findField(model, attribute.members[0] ?? '');
    if (!field || !isNumeric(field)) continue;
    const over = reading.mentions.find(
      (m) =>
        m.dataset !== field.dataset &&
        !model.datasets.get(m.dataset)?.event &&
        keepsRows(assembly, m.dataset, field.dataset),
    );
    // "replacement cost of the copies": what the model says adds up is the sum of them all, unless each is asked for.
    const addsUp = field.sums && over !== undefined && !over.single && !LISTS.has(reading.form ?? '');
    if ((reading.total || addsUp) && !held) {
      if (over && reading.subject?.at === over.at) reading.subject = null;
      if (reading.total) forgetOwners(assembly, field, attribute.at);
      out.push({
        ref: { field: memberOf(field), aggregate: 'sum', ...(over ? { of: over.dataset } : {}) },
        from: 'noun',
        at: attribute.at,
        counted: null,
      });
      reading.attributes.splice(reading.attributes.indexOf(attribute), 1);
    } else if (held || (reading.dimensions.length > 0 && reading.form !== 'which' && reading.form !== 'list')) {
      const aggregate: Aggregate = held?.aggregate ?? 'avg';
      if (!held) assumptions.push(`The average ${field.name.replaceAll('_', ' ')} is shown.`);
      out.push({
        ref: {
          field: memberOf(field),
          aggregate,
          ...(held?.fraction !== null && held ? { fraction: held.fraction } : {}),
        },
        from: 'noun',
        at: attribute.at,
        counted: null,
      });
      reading.attributes.splice(reading.attributes.indexOf(attribute), 1);
    }
  }
  return out;
}

/** "what is the sum of the fees of all halls": whose they are is said, and nothing is listed. */
function forgetOwners({ reading }: Assembly, field: Field, at: number): void {
  const { subject } = reading;
  const own = subject?.subject.kind === 'dataset' && subject.subject.dataset === field.dataset;
  if (own && subject.at > at && reading.form === 'what' && reading.rank === null) reading.subject = null;
}
