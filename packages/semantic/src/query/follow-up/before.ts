import type { Turn } from '@copilot/contracts';
import type { Model } from '../../model/model.js';
import type { Before } from '../../question/rewrite/rephrase.js';

/** What a question can speak of because the answer before was grouped by it or was about it. */
export function beforeOf({ query }: Turn, model: Model): Before {
  const members = query?.dimensions.filter((d) => !d.grain).map((d) => d.member) ?? [];
  const grains: readonly string[] = query?.dimensions.flatMap((d) => d.grain ?? []) ?? [];
  const held = query?.filters.flatMap((f) => (f.kind === 'compare' && f.op === 'eq' ? [f] : [])) ?? [];
  return {
    isShown: (meaning) => {
      if (meaning.kind === 'grain') return grains.includes(meaning.grain);
      if (meaning.kind === 'field') return members.includes(meaning.member);
      const named = meaning.kind === 'dataset' ? model.datasets.get(meaning.name) : undefined;
      const names = named ? [...named.label, ...named.primaryKey].map((field) => `${named.name}.${field}`) : [];
      return names.some((name) => members.includes(name));
    },
    isHeld: (member, value) => held.some((f) => f.member === member && f.values.includes(value)),
  };
}
