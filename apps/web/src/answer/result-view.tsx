'use client';

import type { Answer, Widget } from '@copilot/contracts';
import { useMemo, useRef, useState } from 'react';
import { Button } from '../ui/button';
import { Icon, type IconName } from '../ui/icon';
import { Chart } from './chart';
import { describeChart, figureColumns, possibleCharts, toChart, type ChartKind } from './chart-spec';
import { DataTable } from './data-table';
import type { DrawnChart } from './draw-chart';
import { columnLabel } from './format-cell';
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
  const figures = useMemo(() => figureColumns(answer.data), [answer.data]);
  const [figure, setFigure] = useState(() => suggestedFigure(answer, figures));
  const picture = useMemo(
    () => (view === 'table' ? null : toChart(answer.data, view, figure)),
    [answer.data, view, figure],
  );
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
                <div className="flex flex-wrap items-center gap-1">
                  {figures.length > 1 && view !== 'scatter' && (
                    <select
                      aria-label="Figure in the chart"
                      className="h-8 rounded-lg border border-line bg-surface px-2 text-sm"
                      value={figure}
                      onChange={(event) => setFigure(Number(event.target.value))}
                    >
                      {figures.map((index) => (
                        <option key={index} value={index}>
                          {columnLabel(answer.data.columns[index] ?? { name: '' })}
                        </option>
                      ))}
                    </select>
                  )}
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
              <Chart
                key={view}
                picture={picture}
                label={describeChart(answer.data, view, title, figure)}
                drawn={drawn}
              />
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

/** The figure that the answer's own chart draws: the one whose name stands on its axis. */
function suggestedFigure(answer: Answer, figures: readonly number[]): number | undefined {
  const chart = answer.widgets.find((widget) => widget.type === 'chart');
  const axes = JSON.stringify(chart?.type === 'chart' ? (chart.spec.encoding ?? '') : '').toLowerCase();
  const named = figures.filter((index) => {
    const column = answer.data.columns[index];
    return column !== undefined && axes.includes(`"title":"${(column.label ?? column.name).toLowerCase()}`);
  });
  return named[0] ?? figures[0];
}
