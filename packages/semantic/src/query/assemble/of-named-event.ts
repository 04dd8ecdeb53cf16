import type { Filter } from '@copilot/contracts';
import type { Assembly } from './assembly.js';
import { namedDataset } from './events.js';
import { keepsRows } from './keeps-rows.js';

/**
 * "films of store 1 that are overdue": what is said of the event that a named condition speaks of, and of a thing that it belongs to, holds
 * for one and the same event. Without this each of the two could hold for another one.
 */
export function ofNamedEvent(assembly: Assembly, entity: string): void {
  const { filters, model, reading } = assembly;
  const event = namedDataset(assembly);
  if (!event || event === entity || reading.events.some((e) => e.dataset === event)) return;
  const named = filters.filter((f) => f.kind === 'named' && model.namedFilters.get(f.name)?.dataset === event);
  const places = filters.filter((f) => {
    const owner = f.kind === 'compare' ? model.datasets.get(f.member.split('.')[0] ?? '') : undefined;
    return owner?.numbered && !keepsRows(assembly, entity, owner.name) && keepsRows(assembly, event, owner.name);
  });
  if (named.length === 0 || places.length === 0) return;
  const inner: Filter[] = [...named, ...places];
  for (const f of inner) filters.splice(filters.indexOf(f), 1);
  filters.push({ kind: 'exists', dataset: event, filters: inner, label: inner.map((f) => f.label ?? '').join(', ') });
}
