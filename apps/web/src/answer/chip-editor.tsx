'use client';

import { TimeGrainSchema, type SemanticQuery } from '@copilot/contracts';
import { useId, useState } from 'react';
import { Button } from '../ui/button';
import { ApplyForm } from './apply-form';
import {
  replaceDimension,
  replaceFilterValues,
  replaceMetric,
  replaceTimeRange,
  turnSort,
  type Chip,
} from './edit-query';
import { MemberPicker } from './member-picker';
import { PeriodForm } from './period-form';
import type { Vocabulary } from './vocabulary';

interface EditorProps {
  chip: Chip;
  query: SemanticQuery;
  vocabulary: Vocabulary;
  /** The newest day of the data. */
  clock: string | null;
  onChange: (query: SemanticQuery) => void;
}

/** The editor of one part of an interpretation. */
export function ChipEditor(props: EditorProps) {
  const { chip, query, vocabulary, onChange } = props;
  switch (chip.kind) {
    case 'metric':
      return (
        <MemberPicker
          members={vocabulary.metrics}
          current={query.metrics[chip.index]?.metric}
          onPick={(member) => onChange(replaceMetric(query, chip.index, member.name))}
        />
      );
    case 'dimension':
      return <DimensionEditor {...props} index={chip.index} />;
    case 'filter':
      return <FilterEditor {...props} index={chip.index} />;
    case 'time':
      return <TimeEditor {...props} />;
    case 'sort':
      return (
        <Button className="w-full" onClick={() => onChange(turnSort(query, chip.index))}>
          Turn the order round
        </Button>
      );
    case 'limit':
      return <LimitEditor {...props} />;
    default:
      return null;
  }
}

function DimensionEditor({ query, vocabulary, onChange, index }: EditorProps & { index: number }) {
  const current = query.dimensions[index];
  const id = useId();
  return (
    <div className="space-y-3">
      {current?.grain !== undefined && (
        <div className="space-y-1">
          <label htmlFor={id} className="text-sm text-ink-soft">
            Each
          </label>
          <select
            id={id}
            className="field h-9"
            value={current.grain}
            onChange={(event) =>
              onChange(replaceDimension(query, index, current.member, TimeGrainSchema.parse(event.target.value)))
            }
          >
            {TimeGrainSchema.options.map((grain) => (
              <option key={grain} value={grain}>
                {grain.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
        </div>
      )}
      <MemberPicker
        members={vocabulary.dimensions}
        current={current?.member}
        onPick={(member) =>
          onChange(replaceDimension(query, index, member.name, member.isTime ? (current?.grain ?? 'month') : undefined))
        }
      />
    </div>
  );
}

function FilterEditor({ query, onChange, index }: EditorProps & { index: number }) {
  const filter = query.filters[index];
  const [text, setText] = useState(filter?.kind === 'compare' ? filter.values.join(', ') : '');
  if (filter?.kind !== 'compare') return null;
  const numeric = filter.values.every((value) => typeof value === 'number');
  const values = text
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
  const valid = values.length > 0 && (!numeric || values.every((value) => Number.isFinite(Number(value))));
  return (
    <ApplyForm
      valid={valid}
      onApply={() => onChange(replaceFilterValues(query, index, numeric ? values.map(Number) : values))}
    >
      <label className="block space-y-1 text-sm text-ink-soft">
        <span>{numeric ? 'Numbers' : 'Values'}, with commas between</span>
        <input
          className="field h-9 text-ink"
          value={text}
          onChange={(event) => setText(event.target.value)}
          inputMode={numeric ? 'decimal' : 'text'}
        />
      </label>
    </ApplyForm>
  );
}

function TimeEditor({ query, clock, onChange }: EditorProps) {
  return (
    <PeriodForm
      range={query.time_range}
      clock={clock}
      onApply={(from, lastDay) => onChange(replaceTimeRange(query, from, lastDay))}
    />
  );
}

function LimitEditor({ query, onChange }: EditorProps) {
  const [limit, setLimit] = useState(query.limit ?? 10);
  return (
    <ApplyForm
      valid={Number.isInteger(limit) && limit >= 1 && limit <= 200}
      onApply={() => onChange({ ...query, limit })}
    >
      <label className="block space-y-1 text-sm text-ink-soft">
        <span>Rows, at most 200</span>
        <input
          type="number"
          min={1}
          max={200}
          className="field h-9 text-ink"
          value={limit}
          onChange={(event) => setLimit(event.target.valueAsNumber)}
        />
      </label>
    </ApplyForm>
  );
}
