import type { Aggregate } from '@copilot/contracts';
import { isNumeric } from '../../model/is-numeric.js';
import { findField, memberOf } from '../../model/model.js';
import { commaBefore } from './joiner-before.js';
import type { ScanContext } from './scan-context.js';
import { valueField } from './value-field.js';

interface Part {
  readonly aggregate: Aggregate;
  readonly at: number;
  /** The field that a quality is of ("shortest"), or that is named with the aggregate. */
  readonly member: string | null;
  readonly noun: number | null;
}

/** "shortest running time and longest running time", "smallest, largest and mean price": several aggregates of a field in a row. */
export function ruleEnds(scan: ScanContext, at: number): boolean {
  const { addMeasure, use } = scan;
  const parts = partsFrom(scan, at);
  const named = parts.some((part) => part.noun !== null);
  const ends = parts.some(({ aggregate }) => aggregate === 'min' || aggregate === 'max');
  if (parts.length < 2 || !named || !ends || new Set(parts.map((p) => p.aggregate)).size < parts.length) return false;
  for (const [i, part] of parts.entries()) {
    const later = parts.slice(i).find((p) => p.noun !== null) ?? parts.findLast((p) => p.noun !== null);
    const member = (part.noun !== null ? part.member : later?.member) ?? part.member;
    if (member === null) return false;
    addMeasure({ ref: { field: member, aggregate: part.aggregate }, from: 'noun', at: part.at, counted: null });
    use(part.at, part.aggregate);
    if (part.noun !== null) use(part.noun, `field ${member.split('.').at(-1)?.replaceAll('_', ' ') ?? ''}`);
  }
  return true;
}

/** The aggregates that follow one another with nothing but fields, commas and "and" between them. */
function partsFrom(scan: ScanContext, from: number): Part[] {
  const { items, has, next } = scan;
  const parts: Part[] = [];
  for (let at = from; at < items.length;) {
    const part = partAt(scan, at);
    if (!part) break;
    parts.push(part);
    const last = part.noun ?? at;
    const end = next(last);
    // "highest average price" is one figure; a comma or "and" begins another.
    const paused = Array.from({ length: end - last }, (_, i) => last + 1 + i).some((i) => commaBefore(scan, i));
    if (!has(end, 'and') && !paused) break;
    at = has(end, 'and') ? next(end) : end;
  }
  return parts;
}

function partAt(scan: ScanContext, at: number): Part | null {
  const { items, model, has, meaning, field, next } = scan;
  const quality = meaning(at, 'quality');
  const superlative = quality?.of === 'field' && /est$/.test(items[at]?.tokens.at(-1)?.lower ?? '') ? quality : null;
  const aggregate: Aggregate | null = superlative
    ? superlative.more
      ? 'max'
      : 'min'
    : has(at, 'highest', 'maximum')
      ? 'max'
      : has(at, 'lowest', 'minimum')
        ? 'min'
        : has(at, 'average')
          ? 'avg'
          : has(at, 'median')
            ? 'median'
            : null;
  if (!aggregate || items[at]?.status !== 'open') return null;
  const noun = next(at);
  const found = meaning(noun, 'dataset') ? valueField(scan, noun) : field(noun);
  const member = found && isNumeric(found) ? memberOf(found) : null;
  const own = superlative && isNumeric(findField(model, superlative.name)) ? superlative.name : null;
  return { aggregate, at, member: member ?? own, noun: member === null ? null : noun };
}
