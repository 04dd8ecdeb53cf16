import type pg from 'pg';

export interface BatchStep {
  readonly text: string;
  /** Rows to fetch at most; PostgreSQL stops there. */
  readonly maxRows?: number;
  /** Ask for the columns. */
  readonly describe?: boolean;
  /** The name it is prepared under on this connection, and the one that makes room for it. */
  readonly prepared?: { readonly name: string; readonly isPrepared: boolean; readonly forgotten: string | undefined };
}

export interface BatchField {
  readonly name: string;
  readonly dataTypeID: number;
}

export interface BatchResult {
  readonly fields: readonly BatchField[];
  /** Values in PostgreSQL's text form. */
  readonly rows: (string | null)[][];
  /** There were more rows than `maxRows`. */
  readonly suspended: boolean;
}

/** The messages of the extended protocol that pg's connection can send; its type declarations know only a few of them. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  parse(message: { text: string; name: string; types: readonly number[] }): void;
  bind(message: { portal: string; statement: string; values: readonly unknown[] }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: { portal: string; rows: number }): void;
  close(message: { type: 'S'; name: string }): void;
  sync(): void;
}

/**
 * Sends several statements in one go and waits once: one trip instead of one a statement. Only the extended protocol is used, so that
 * PostgreSQL itself refuses a text that holds more than one statement. The first failing step fails the batch; the later ones are not
 * run.
 */
export function runBatch(client: pg.ClientBase, steps: readonly BatchStep[]): Promise<BatchResult[]> {
  return new Promise((resolve, reject) => {
    const results: BatchResult[] = [];
    let fields: readonly BatchField[] = [];
    let rows: (string | null)[][] = [];
    const endStep = (suspended: boolean): void => {
      results.push({ fields, rows, suspended });
      fields = [];
      rows = [];
    };
    const query = {
      callback: () => undefined,
      submit(connection: unknown): void {
        const wire = connection as Wire;
        wire.stream.cork();
        for (const step of steps) {
          const { name = '', isPrepared = false, forgotten } = step.prepared ?? {};
          if (forgotten !== undefined) wire.close({ type: 'S', name: forgotten });
          if (!isPrepared) wire.parse({ text: step.text, name, types: [] });
          wire.bind({ portal: '', statement: name, values: [] });
          if (step.describe === true) wire.describe({ type: 'P', name: '' });
          wire.execute({ portal: '', rows: step.maxRows ?? 0 });
        }
        wire.sync();
        wire.stream.uncork();
      },
      handleRowDescription(message: { fields: readonly BatchField[] }): void {
        fields = message.fields;
      },
      handleDataRow(message: { fields: (string | null)[] }): void {
        rows.push(message.fields);
      },
      handlePortalSuspended: () => endStep(true),
      handleCommandComplete: () => endStep(false),
      handleEmptyQuery: () => endStep(false),
      handleReadyForQuery: () => resolve(results),
      handleError: (error: Error) => reject(error),
      handleCopyInResponse: () => reject(new Error('COPY is not a question')),
      handleCopyData: () => undefined,
    };
    // pg takes any object with these handlers; its declarations name only `submit`.
    client.query(query);
  });
}
