'use client';

import type { Answer, Widget } from '@copilot/contracts';
import { useMemo, useRef, useState } from 'react';
import { Button } from '../ui/button';
import { Icon, type IconName } from '../ui/icon';
import { Chart } from './chart';
import { describeChart, possibleCharts, toChart, type ChartKind } from './chart-spec';
import { DataTable } from './data-table';
import type { DrawnChart } from './draw-chart';
import { Kpi } from './kpi';
import { saveFile, toFileName } from './save-file';

type View = ChartKind | 'table';

const VIEWS: Record<View, { label: string; icon: IconName }> = {
  line: { label: 'Line', icon: 'line' },
  bar: { label: 'Bars', icon: 'bar' },
  grouped_bar: { label: 'Grouped bars', icon: 'bar' },
  heat: { label: 'Heat map', icon: 'table' },
  scatter: { label: 'Scatter', icon: 'dots' },
  table: { label: 'Table', icon: 'table' },
};

/** The figures of an answer: large where it is one, else as a chart of a chosen kind, and always as a table. */
export function ResultView({ answer, question }: { answer: Answer; question: string }) {
  const kpis = answer.widgets.filter((widget): widget is Extract<Widget, { type: 'kpi' }> => widget.type === 'kpi');
  const suggested = answer.widgets.find((widget) => widget.type === 'chart');
  const kinds = useMemo(() => possibleCharts(answer.data), [answer.data]);
  const first: View = suggested?.type === 'chart' && kinds.includes(suggested.kind) ? suggested.kind : 'table';
  const [view, setView] = useState<View>(first);
  const drawn = useRef<DrawnChart | null>(null);
  const picture = useMemo(() => (view === 'table' ? null : toChart(answer.data, view)), [answer.data, view]);
  const title = suggested?.type === 'chart' ? suggested.title : question;

  if (answer.data.columns.length === 0 || answer.data.rows.length === 0) return null;
  const single = answer.data.rows.length === 1 && kpis.length > 0;
  return (
    <div className="space-y-4">
      {kpis.length > 0 && (
        <div className="grid gap-3 sm:grid-cols-[repeat(auto-fit,minmax(14rem,1fr))]">
          {kpis.map((widget, index) => (
            <Kpi key={index} widget={widget} />
          ))}
        </div>
      )}
      {!single && (
        <>
          {kinds.length > 0 && (
            <div className="no-print flex flex-wrap items-center justify-between gap-2">
              <div role="group" aria-label="Show as" className="flex flex-wrap gap-1 rounded-xl bg-sunken p-1">
                {[...kinds, 'table' as const].map((kind) => (
                  <button
                    key={kind}
                    type="button"
                    aria-pressed={view === kind}
                    onClick={() => setView(kind)}
                    className="inline-flex h-8 items-center gap-1.5 rounded-lg px-2.5 text-sm text-ink-soft transition-colors hover:text-ink aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:shadow-card"
                  >
                    <Icon name={VIEWS[kind].icon} /> {VIEWS[kind].label}
                  </button>
                ))}
              </div>
              {view !== 'table' && (
                <div className="flex gap-1">
                  <Button
                    kind="ghost"
                    onClick={() => void savePicture(drawn.current, 'png', question)}
                    aria-label="Save the chart as PNG"
                  >
                    <Icon name="download" /> PNG
                  </Button>
                  <Button
                    kind="ghost"
                    onClick={() => void savePicture(drawn.current, 'svg', question)}
                    aria-label="Save the chart as SVG"
                  >
                    <Icon name="download" /> SVG
                  </Button>
                </div>
              )}
            </div>
          )}
          {view !== 'table' && picture !== null ? (
            <>
              <Chart key={view} spec={picture.spec} label={describeChart(answer.data, view, title)} drawn={drawn} />
              {picture.shown < answer.data.rows.length && (
                <p className="text-sm text-ink-soft">
                  The chart shows the first {picture.shown} of {answer.data.rows.length} rows; the table holds all of
                  them.
                </p>
              )}
            </>
          ) : (
            <DataTable data={answer.data} caption={question} />
          )}
        </>
      )}
    </div>
  );
}

async function savePicture(chart: DrawnChart | null, kind: 'png' | 'svg', question: string) {
  if (chart === null) return;
  saveFile(kind === 'png' ? await chart.toPng() : await chart.toSvg(), toFileName(question, kind));
}
