import type { Catalog } from '@copilot/contracts';

export interface Member {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'time';
  readonly isTime: boolean;
  /** The time that a figure goes by. */
  readonly time?: string;
}

/** The names that a person of this role can put into an interpretation. */
export interface Vocabulary {
  readonly metrics: readonly Member[];
  readonly dimensions: readonly Member[];
  readonly labels: ReadonlyMap<string, string>;
}

/** Takes from the catalog what the interpretation's editors need. */
export function toVocabulary(catalog: Pick<Catalog, 'metrics' | 'dimensions'> | null): Vocabulary {
  const metrics = (catalog?.metrics ?? []).map((metric) => ({
    ...pick(metric),
    kind: 'number' as const,
    isTime: false,
    ...(metric.time === undefined ? {} : { time: metric.time }),
  }));
  const dimensions = (catalog?.dimensions ?? []).map((dimension) => ({
    ...pick(dimension),
    kind: kindOf(dimension.type),
    isTime: kindOf(dimension.type) === 'time',
  }));
  return {
    metrics,
    dimensions,
    labels: new Map([...metrics, ...dimensions].map((member) => [member.name, member.label])),
  };
}

function kindOf(type: string): Member['kind'] {
  if (/date|time/i.test(type)) return 'time';
  if (/bool/i.test(type)) return 'boolean';
  return /int|dec|float|num/i.test(type) ? 'number' : 'text';
}

function pick(member: { name: string; label: string; description: string }) {
  // "payment payment date" is said once.
  const label = member.label.replace(/\b(\w+) \1\b/g, '$1');
  return { name: member.name, label, description: member.description };
}
