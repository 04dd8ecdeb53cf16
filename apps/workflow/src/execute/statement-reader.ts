import type { Cell, ColumnType, Outcome, UserContext } from '@copilot/contracts';

/** Runs one checked statement under one scope. The reader of `@copilot/database` fits. */
export interface StatementReader {
  run(request: {
    readonly sql: string;
    readonly context: UserContext;
    readonly requestId: string;
    readonly rowLimit: number;
    readonly timeoutMs: number;
    readonly signal?: AbortSignal;
    /** The version of the data as of this question: rows of the same version may be given again. */
    readonly dataVersion?: string | null;
    /** Read the version together with the rows. */
    readonly withDataVersion?: boolean;
  }): Promise<Outcome<ReadResult>>;
}

export interface ReadResult {
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly rows: Cell[][];
  readonly truncated: boolean;
  readonly dataVersion?: string | null;
  /** These rows were read for an earlier question, of the same version of the data. */
  readonly isKept?: boolean;
}
