'use client';

import { Popover } from '@base-ui/react/popover';
import type { SemanticQuery } from '@copilot/contracts';
import { useState } from 'react';
import { Icon } from '../ui/icon';
import { AddPart } from './add-part';
import { ChipEditor } from './chip-editor';
import { removeChip, toChips, type Chip } from './edit-query';
import type { Vocabulary } from './vocabulary';

const KIND_WORDS: Record<Chip['kind'], string> = {
  metric: 'figure',
  dimension: 'grouping',
  filter: 'filter',
  time: 'period',
  having: 'condition',
  calculation: 'calculation',
  entity: 'list',
  shape: 'summary',
  sort: 'order',
  limit: 'limit',
};
const LOOKS: Partial<Record<Chip['kind'], string>> = {
  metric: 'border-accent/40 bg-accent-wash',
  entity: 'border-accent/40 bg-accent-wash',
};

/** What was understood, part by part. Each part can be changed or taken away, and the answer is computed again at once. */
export function Interpretation(props: {
  query: SemanticQuery;
  vocabulary: Vocabulary;
  carried: ReadonlySet<string>;
  /** The newest day of the data. */
  clock: string | null;
  onChange: (query: SemanticQuery) => void;
}) {
  const { query, vocabulary, carried, clock, onChange } = props;
  const chips = toChips(query, vocabulary.labels);
  return (
    <div
      role="group"
      aria-label="What was understood"
      className="flex flex-wrap items-center gap-1.5"
      data-testid="interpretation"
    >
      <span className="mr-1 text-sm text-ink-soft">Understood as</span>
      {chips.map((chip) => (
        <ChipView
          key={`${chip.kind}-${'index' in chip ? chip.index : 0}`}
          chip={chip}
          carried={carried.has(chip.text)}
          query={query}
          vocabulary={vocabulary}
          clock={clock}
          onChange={onChange}
        />
      ))}
      <AddPart query={query} vocabulary={vocabulary} clock={clock} onChange={onChange} />
    </div>
  );
}

interface ChipProps {
  chip: Chip;
  carried: boolean;
  query: SemanticQuery;
  vocabulary: Vocabulary;
  clock: string | null;
  onChange: (query: SemanticQuery) => void;
}

function ChipView({ chip, carried, query, vocabulary, clock, onChange }: ChipProps) {
  const [open, setOpen] = useState(false);
  const words = `${KIND_WORDS[chip.kind]}: ${chip.text}`;
  const editable =
    ['metric', 'dimension', 'time', 'sort', 'limit'].includes(chip.kind) || isEditableFilter(chip, query);
  const text = (
    <>
      {carried && <Icon name="history" className="size-3.5 text-ink-soft" />}
      {chip.text}
      {carried && <span className="sr-only"> (carried over from the question before)</span>}
    </>
  );
  return (
    <span
      className={`inline-flex max-w-full items-center rounded-lg border text-sm ${LOOKS[chip.kind] ?? 'border-line bg-surface'} ${carried ? 'border-dashed border-line-strong' : ''}`}
      title={carried ? `${words} (carried over)` : words}
    >
      {editable ? (
        <Popover.Root open={open} onOpenChange={setOpen}>
          <Popover.Trigger
            aria-label={`Change ${words}${carried ? ', carried over' : ''}`}
            className="inline-flex min-h-7 items-center gap-1.5 rounded-lg px-2.5 text-left hover:bg-hover"
          >
            {text}
          </Popover.Trigger>
          <Popover.Portal>
            <Popover.Positioner sideOffset={6} align="start" collisionPadding={12} className="z-50">
              <Popover.Popup className="popup w-[min(20rem,calc(100vw-1.5rem))] p-3">
                <Popover.Title className="mb-2 text-sm font-medium">Change the {KIND_WORDS[chip.kind]}</Popover.Title>
                <ChipEditor
                  chip={chip}
                  query={query}
                  vocabulary={vocabulary}
                  clock={clock}
                  onChange={(next) => {
                    setOpen(false);
                    onChange(next);
                  }}
                />
              </Popover.Popup>
            </Popover.Positioner>
          </Popover.Portal>
        </Popover.Root>
      ) : (
        <span className="inline-flex min-h-7 items-center gap-1.5 px-2.5">{text}</span>
      )}
      {chip.removable && (
        <button
          type="button"
          aria-label={`Remove ${words}`}
          onClick={() => onChange(removeChip(query, chip))}
          className="no-print mr-0.5 grid size-6 place-items-center rounded-md text-ink-soft hover:bg-hover hover:text-ink"
        >
          <Icon name="close" className="size-3.5" />
        </button>
      )}
    </span>
  );
}

function isEditableFilter(chip: Chip, query: SemanticQuery): boolean {
  if (chip.kind !== 'filter') return false;
  const filter = query.filters[chip.index];
  return (
    filter?.kind === 'compare' && filter.values.length > 0 && filter.values.every((value) => typeof value !== 'boolean')
  );
}
