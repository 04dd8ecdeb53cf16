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
  }): Promise<Outcome<ReadResult>>;
}

export interface ReadResult {
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly rows: Cell[][];
  readonly truncated: boolean;
}
