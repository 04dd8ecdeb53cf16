import type { Catalog } from '@copilot/contracts';

export interface Member {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly isTime: boolean;
}

/** The names that a person of this role can put into an interpretation. */
export interface Vocabulary {
  readonly metrics: readonly Member[];
  readonly dimensions: readonly Member[];
  readonly labels: ReadonlyMap<string, string>;
}

/** Takes from the catalog what the interpretation's editors need. */
export function toVocabulary(catalog: Pick<Catalog, 'metrics' | 'dimensions'> | null): Vocabulary {
  const metrics = (catalog?.metrics ?? []).map((metric) => ({ ...pick(metric), isTime: false }));
  const dimensions = (catalog?.dimensions ?? []).map((dimension) => ({
    ...pick(dimension),
    isTime: /date|time/i.test(dimension.type),
  }));
  return {
    metrics,
    dimensions,
    labels: new Map([...metrics, ...dimensions].map((member) => [member.name, member.label])),
  };
}

function pick(member: { name: string; label: string; description: string }) {
  // "payment payment date" is said once.
  const label = member.label.replace(/\b(\w+) \1\b/g, '$1');
  return { name: member.name, label, description: member.description };
}
