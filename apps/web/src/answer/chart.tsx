'use client';

import { useEffect, useRef, useState, type RefObject } from 'react';
import { chartTheme } from './chart-theme';
import type { ChartTip, DrawnChart } from './draw-chart';
import { useDark } from './use-dark';

/** A drawn chart. The library arrives with the first one; its place is kept until then. */
export function Chart(props: {
  spec: Readonly<Record<string, unknown>>;
  label: string;
  drawn: RefObject<DrawnChart | null>;
}) {
  const { spec, drawn } = props;
  const element = useRef<HTMLDivElement>(null);
  const [tip, setTip] = useState<ChartTip | null>(null);
  const [state, setState] = useState<'drawing' | 'drawn' | 'failed'>('drawing');
  const dark = useDark();

  useEffect(() => {
    let gone = false;
    void (async () => {
      try {
        const { drawChart } = await import('./draw-chart');
        if (gone || element.current === null) return;
        drawn.current?.remove();
        drawn.current = await drawChart(element.current, { spec, config: chartTheme(dark), onTip: setTip });
        if (!gone) setState('drawn');
      } catch {
        if (!gone) setState('failed');
      }
    })();
    return () => {
      gone = true;
      drawn.current?.remove();
      drawn.current = null;
    };
  }, [spec, dark, drawn]);

  return (
    <figure className="relative" data-chart={state} data-ground={dark ? 'dark' : 'light'}>
      {state === 'failed' && (
        <p className="py-6 text-center text-ink-soft">The chart cannot be drawn here. The table holds all values.</p>
      )}
      <div
        role="img"
        aria-label={props.label}
        className={state === 'drawing' ? 'min-h-72' : ''}
        onMouseLeave={() => setTip(null)}
      >
        <div ref={element} aria-hidden="true" className="w-full overflow-hidden [&_canvas]:max-w-full" />
      </div>
      {tip !== null && <Tip tip={tip} />}
    </figure>
  );
}

function Tip({ tip }: { tip: ChartTip }) {
  const element = useRef<HTMLDListElement>(null);
  useEffect(() => {
    const box = element.current;
    if (box === null) return;
    box.style.left = `${Math.min(tip.x + 14, innerWidth - box.offsetWidth - 8)}px`;
    box.style.top = `${Math.min(tip.y + 14, innerHeight - box.offsetHeight - 8)}px`;
  }, [tip]);
  return (
    <dl
      ref={element}
      aria-hidden="true"
      className="popup pointer-events-none fixed grid max-w-72 grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 px-3 py-2 text-sm"
    >
      {tip.lines.map((line, index) => (
        <div key={index} className="contents">
          <dt className="text-ink-soft">{line.label}</dt>
          <dd className="text-right font-medium tabular-nums">{line.value}</dd>
        </div>
      ))}
    </dl>
  );
}
