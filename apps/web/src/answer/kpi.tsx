import type { Widget } from '@copilot/contracts';

const ARROWS = { up: '▲', down: '▼', flat: '→' } as const;

/** One figure, large, with what it is compared with. */
export function Kpi({ widget }: { widget: Extract<Widget, { type: 'kpi' }> }) {
  const { comparison } = widget;
  return (
    <div className="rounded-xl bg-sunken px-5 py-4 print:border print:border-line">
      <p className="text-sm text-ink-soft">{widget.title}</p>
      <p className="mt-0.5 break-words text-3xl font-semibold tracking-tight tabular-nums sm:text-4xl">
        {widget.formatted}
      </p>
      {comparison !== undefined && (
        <p className="mt-1 text-sm text-ink-soft">
          <span className="font-medium text-ink">
            <span aria-hidden="true">{ARROWS[comparison.direction]} </span>
            {comparison.formatted}
          </span>{' '}
          {comparison.label}
        </p>
      )}
    </div>
  );
}
