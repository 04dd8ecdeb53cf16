import type { Cell, ChartKind, ResultColumn, Widget } from '@copilot/contracts';

export type ChartWidget = Extract<Widget, { type: 'chart' }>;
export type { ChartKind };

/** Rows to draw. */
export interface ChartInput {
  readonly title: string;
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Column of the figure to draw first, when it is not the first one. */
  readonly figure?: number | undefined;
  /** The groups come in an order of their own (weekdays, hours), not in that of their figures. */
  readonly ordered?: boolean | undefined;
}
