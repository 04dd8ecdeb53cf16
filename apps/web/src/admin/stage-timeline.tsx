import type { AuditDetail } from '@copilot/contracts';
import { StatusBadge } from './status-badge';

/** The stages of one run one below the other, each beginning where the one before it ended. */
export function StageTimeline({ events }: { events: AuditDetail['events'] }) {
  const durations = events.map((event) => event.duration_ms ?? 0);
  const total = Math.max(
    0.001,
    durations.reduce((sum, ms) => sum + ms, 0),
  );
  return (
    <ol className="card divide-y divide-line">
      {events.map((event, index) => {
        const before = durations.slice(0, index).reduce((sum, ms) => sum + ms, 0);
        const ms = durations[index] ?? 0;
        return (
          <li
            key={index}
            className="grid grid-cols-[6rem_1fr_5rem] items-center gap-x-4 px-4 py-2 sm:grid-cols-[8rem_6rem_1fr_5rem]"
          >
            <span>{event.stage}</span>
            <span className="max-sm:hidden">
              <StatusBadge status={event.status} />
            </span>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" className="h-2 w-full" aria-hidden="true">
              <rect width="100" height="8" rx="1" className="fill-sunken" />
              <rect
                x={(before / total) * 100}
                width={Math.max(0.8, (ms / total) * 100)}
                height="8"
                rx="1"
                className={event.status === 'failed' ? 'fill-bad' : 'fill-accent'}
              />
            </svg>
            <span className="text-right text-sm tabular-nums text-ink-soft">
              {event.duration_ms === null ? '–' : `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
