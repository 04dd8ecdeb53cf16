'use client';

import type { Answer, ChartKind, Widget } from '@copilot/contracts';
import { useMemo, useRef, useState } from 'react';
import { Button } from '../ui/button';
import { Icon, type IconName } from '../ui/icon';
import { Chart } from './chart';
import { chartOf, describeChart, picturesOf, shownRows, type ChartPicture } from './chart-picture';
import { DataTable } from './data-table';
import type { DrawnChart } from './draw-chart';
import { Kpi } from './kpi';
import { saveFile, toFileName } from './save-file';

type View = ChartKind | 'table';

const VIEWS: Record<View, { label: string; icon: IconName }> = {
  line: { label: 'Line', icon: 'line' },
  bar: { label: 'Bars', icon: 'bar' },
  grouped_bar: { label: 'Grouped bars', icon: 'bar' },
  heat: { label: 'Heat map', icon: 'heat' },
  scatter: { label: 'Scatter', icon: 'scatter' },
  table: { label: 'Table', icon: 'table' },
};

/** The figures of an answer: large where it is one, else as a chart of a chosen kind, and always as a table. */
export function ResultView({ answer, question }: { answer: Answer; question: string }) {
  const kpis = answer.widgets.filter((widget): widget is Extract<Widget, { type: 'kpi' }> => widget.type === 'kpi');
  const chart = chartOf(answer);
  const pictures = useMemo(() => (chart === undefined ? [] : picturesOf(chart)), [chart]);
  const [view, setView] = useState<View>(chart?.kind ?? 'table');
  const [figure, setFigure] = useState(chart?.figure ?? '');
  const drawn = useRef<DrawnChart | null>(null);
  const picture = choosePicture(pictures, view, figure);

  if (answer.data.columns.length === 0 || answer.data.rows.length === 0) return null;
  const single = answer.data.rows.length === 1 && kpis.length > 0;
  const shown = chart === undefined ? undefined : shownRows(chart);
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
          {pictures.length > 0 && (
            <div className="no-print flex flex-wrap items-center justify-between gap-2">
              <ViewSwitch
                views={[...new Set(pictures.map(({ kind }) => kind)), 'table']}
                view={view}
                onView={setView}
              />
              {picture !== null && (
                <div className="flex flex-wrap items-center gap-1">
                  <FigureSwitch
                    figures={pictures.filter(({ kind }) => kind === view).map((one) => one.figure)}
                    figure={picture.figure}
                    onFigure={setFigure}
                  />
                  {(['png', 'svg'] as const).map((kind) => (
                    <Button
                      key={kind}
                      kind="ghost"
                      onClick={() => void savePicture(drawn.current, kind, question)}
                      aria-label={`Save the chart as ${kind.toUpperCase()}`}
                    >
                      <Icon name="download" /> {kind.toUpperCase()}
                    </Button>
                  ))}
                </div>
              )}
            </div>
          )}
          {picture !== null && chart !== undefined ? (
            <>
              <Chart
                key={`${picture.kind} ${picture.figure}`}
                spec={picture.spec}
                label={describeChart(answer.data, picture, chart.title)}
                drawn={drawn}
              />
              {shown !== undefined && shown < answer.data.rows.length && (
                <p className="text-sm text-ink-soft">
                  The chart shows the first {shown} of {answer.data.rows.length} rows; the table holds all of them.
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

/** The picture of this kind with the chosen figure, or with its first one. */
function choosePicture(pictures: readonly ChartPicture[], view: View, figure: string): ChartPicture | null {
  const ofKind = pictures.filter(({ kind }) => kind === view);
  return ofKind.find((picture) => picture.figure === figure) ?? ofKind[0] ?? null;
}

function ViewSwitch(props: { views: readonly View[]; view: View; onView: (view: View) => void }) {
  return (
    <div role="group" aria-label="Show as" className="flex flex-wrap gap-1 rounded-xl bg-sunken p-1">
      {props.views.map((view) => (
        <button
          key={view}
          type="button"
          aria-pressed={props.view === view}
          onClick={() => props.onView(view)}
          className="inline-flex h-8 items-center gap-1.5 rounded-lg px-2.5 text-sm text-ink-soft transition-colors hover:text-ink aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:shadow-card"
        >
          <Icon name={VIEWS[view].icon} /> {VIEWS[view].label}
        </button>
      ))}
    </div>
  );
}

function FigureSwitch(props: { figures: readonly string[]; figure: string; onFigure: (figure: string) => void }) {
  if (props.figures.length < 2) return null;
  return (
    <select
      aria-label="Figure in the chart"
      className="h-8 max-w-48 rounded-lg border border-line bg-surface px-2 text-sm"
      value={props.figure}
      onChange={(event) => props.onFigure(event.target.value)}
    >
      {props.figures.map((figure) => (
        <option key={figure}>{figure}</option>
      ))}
    </select>
  );
}

async function savePicture(chart: DrawnChart | null, kind: 'png' | 'svg', question: string) {
  if (chart === null) return;
  saveFile(kind === 'png' ? await chart.toPng() : await chart.toSvg(), toFileName(question, kind));
}
