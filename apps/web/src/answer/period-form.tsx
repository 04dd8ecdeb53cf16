'use client';

import type { TimeRange } from '@copilot/contracts';
import { useState } from 'react';
import { ApplyForm } from './apply-form';
import { addDays } from './edit-query';
import { usualPeriods } from './usual-periods';

/** A period from one day to another, or one of the usual ones, counted back from the newest data. */
export function PeriodForm(props: {
  range: TimeRange | null;
  clock: string | null;
  onApply: (from: string | null, lastDay: string | null) => void;
}) {
  const { range, clock, onApply } = props;
  const [from, setFrom] = useState(range?.from?.slice(0, 10) ?? '');
  const [last, setLast] = useState(range?.to == null ? '' : addDays(range.to, -1));
  const valid = (from !== '' || last !== '') && (from === '' || last === '' || from <= last);
  return (
    <ApplyForm valid={valid} onApply={() => onApply(from || null, last || null)}>
      {clock !== null && (
        <div role="group" aria-label="Usual periods, up to the newest data" className="flex flex-wrap gap-1">
          {usualPeriods(clock).map((period) => (
            <button
              key={period.label}
              type="button"
              onClick={() => onApply(period.from, period.lastDay)}
              className="rounded-lg border border-line px-2 py-1 text-sm hover:border-accent hover:bg-accent-wash"
            >
              {period.label}
            </button>
          ))}
        </div>
      )}
      <div className="grid grid-cols-2 gap-2">
        <label className="block space-y-1 text-sm text-ink-soft">
          <span>From</span>
          <input
            type="date"
            className="field h-9 px-2 text-ink"
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
        </label>
        <label className="block space-y-1 text-sm text-ink-soft">
          <span>To (with that day)</span>
          <input
            type="date"
            className="field h-9 px-2 text-ink"
            value={last}
            onChange={(event) => setLast(event.target.value)}
          />
        </label>
      </div>
    </ApplyForm>
  );
}
