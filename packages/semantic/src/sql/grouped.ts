import type { ColumnType, Format } from '@copilot/contracts';
import type { Key } from './keys.js';

/** The grouped figures before anything is computed over them. */
export interface Grouped {
  readonly with: readonly string[];
  readonly from: string;
  readonly where: readonly string[];
  readonly keys: readonly Key[];
  /** Whether `figures` are aggregates over `from` (GROUP BY), or columns of it. */
  readonly grouped: boolean;
  readonly figures: readonly {
    readonly name: string;
    readonly label: string;
    readonly format: Format;
    readonly type: ColumnType;
    readonly raw: string;
    /** Whether a group without rows has 0, not nothing. */
    readonly additive: boolean;
    readonly shown: string;
  }[];
}
