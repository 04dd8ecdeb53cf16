'use client';

import { Popover } from '@base-ui/react/popover';
import type { SemanticQuery } from '@copilot/contracts';
import { useState } from 'react';
import { Icon } from '../ui/icon';
import { addDimension, addFilter, addLimit, addMetric, replaceTimeRange } from './edit-query';
import { FilterForm } from './filter-form';
import { MemberPicker } from './member-picker';
import { PeriodForm } from './period-form';
import type { Member, Vocabulary } from './vocabulary';

type Part = 'grouping' | 'filter' | 'period' | 'figure' | 'limit';

const PARTS: Record<Part, { label: string; hint: string }> = {
  grouping: { label: 'Grouping', hint: 'by category, by month' },
  filter: { label: 'Filter', hint: 'only some of the rows' },
  period: { label: 'Period', hint: 'from one day to another' },
  figure: { label: 'Figure', hint: 'another number beside it' },
  limit: { label: 'First 10 rows', hint: 'the highest only' },
};

interface AddProps {
  query: SemanticQuery;
  vocabulary: Vocabulary;
  /** The newest day of the data. */
  clock: string | null;
  onChange: (query: SemanticQuery) => void;
}

/** Adds a part to what was understood, chosen from what this person can ask about. */
export function AddPart(props: AddProps) {
  const { query, onChange } = props;
  const [open, setOpen] = useState(false);
  const [part, setPart] = useState<Part | null>(null);
  const possible = possibleParts(props);
  if (possible.length === 0) return null;

  function apply(next: SemanticQuery) {
    setOpen(false);
    onChange(next);
  }

  return (
    <Popover.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) setPart(null);
      }}
    >
      <Popover.Trigger className="no-print inline-flex min-h-7 items-center gap-1 rounded-lg border border-dashed border-line-strong px-2 text-sm text-ink-soft hover:bg-hover hover:text-ink">
        <Icon name="plus" className="size-3.5" /> Add
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start" collisionPadding={12} className="z-50">
          <Popover.Popup className="popup w-[min(20rem,calc(100vw-1.5rem))] p-3">
            {part === null ? (
              <>
                <Popover.Title className="mb-2 text-sm font-medium">Add to the question</Popover.Title>
                <ul className="space-y-0.5">
                  {possible.map((name) => (
                    <li key={name}>
                      <button
                        type="button"
                        onClick={() => (name === 'limit' ? apply(addLimit(query, 10)) : setPart(name))}
                        className="flex w-full items-baseline gap-2 rounded-lg px-2.5 py-1.5 text-left hover:bg-hover"
                      >
                        {PARTS[name].label}
                        <span className="text-sm text-ink-soft">{PARTS[name].hint}</span>
                      </button>
                    </li>
                  ))}
                </ul>
              </>
            ) : (
              <>
                <Popover.Title className="mb-2 flex items-center gap-1.5 text-sm font-medium">
                  <button
                    type="button"
                    aria-label="Back"
                    onClick={() => setPart(null)}
                    className="grid size-6 place-items-center rounded-md text-ink-soft hover:bg-hover hover:text-ink"
                  >
                    <Icon name="chevron" className="size-4 rotate-90" />
                  </button>
                  Add a {PARTS[part].label.toLowerCase()}
                </Popover.Title>
                <PartForm {...props} part={part} onChange={apply} />
              </>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function PartForm({ part, query, vocabulary, clock, onChange }: AddProps & { part: Part }) {
  const [member, setMember] = useState<Member | null>(null);
  switch (part) {
    case 'figure':
      return (
        <MemberPicker
          members={unusedMetrics(query, vocabulary)}
          onPick={(metric) => onChange(addMetric(query, metric.name))}
        />
      );
    case 'grouping':
      return (
        <MemberPicker
          members={unusedDimensions(query, vocabulary)}
          onPick={(found) => onChange(addDimension(query, found.name, found.isTime ? 'month' : undefined))}
        />
      );
    case 'filter':
      return member === null ? (
        <MemberPicker members={vocabulary.dimensions.filter((found) => !found.isTime)} onPick={setMember} />
      ) : (
        <FilterForm member={member} onApply={(filter) => onChange(addFilter(query, filter))} />
      );
    case 'period':
      return (
        <PeriodForm
          range={null}
          clock={clock}
          onApply={(from, lastDay) => onChange(replaceTimeRange(query, from, lastDay, timeMember(query, vocabulary)))}
        />
      );
    case 'limit':
      return null;
  }
}

function possibleParts(props: AddProps): Part[] {
  const { query, vocabulary } = props;
  const figures = query.metrics.length > 0;
  return [
    ...(figures && query.dimensions.length < 3 && unusedDimensions(query, vocabulary).length > 0
      ? ['grouping' as const]
      : []),
    ...(query.filters.length < 24 && vocabulary.dimensions.some((member) => !member.isTime) ? ['filter' as const] : []),
    ...(query.time_range === null && timeMember(query, vocabulary) !== undefined ? ['period' as const] : []),
    ...(figures && query.metrics.length < 4 && unusedMetrics(query, vocabulary).length > 0 ? ['figure' as const] : []),
    ...(figures && query.limit === null && query.dimensions.length > 0 ? ['limit' as const] : []),
  ];
}

function unusedMetrics(query: SemanticQuery, vocabulary: Vocabulary): readonly Member[] {
  return vocabulary.metrics.filter((member) => !query.metrics.some((metric) => metric.metric === member.name));
}

function unusedDimensions(query: SemanticQuery, vocabulary: Vocabulary): readonly Member[] {
  return vocabulary.dimensions.filter(
    (member) => member.isTime || !query.dimensions.some((dimension) => dimension.member === member.name),
  );
}

/** The time that a period is about: the one grouped by, else the one that the figure goes by. */
function timeMember(query: SemanticQuery, vocabulary: Vocabulary): string | undefined {
  return (
    query.dimensions.find((dimension) => dimension.grain !== undefined)?.member ??
    vocabulary.metrics.find((member) => member.name === query.metrics[0]?.metric)?.time
  );
}
