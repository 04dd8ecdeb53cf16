import { DumpError } from './dump-error.js';
import type { LoadConnection } from './load-connection.js';
import { resolveTarget, type Target } from './resolve-target.js';
import { parseTableName } from './table-name.js';

interface Insert {
  readonly values: string;
  readonly line: number;
}

const INSERT =
  /^insert\s+into\s+((?:"(?:[^"]|"")+"|[\w$.\u0080-\uffff]+)+)\s*(\([^)]*\))?\s*(?:overriding\s+system\s+value\s+)?values\s*/i;
const BATCH_ROWS = 500;
const BATCH_CHARACTERS = 1 << 18;

/**
 * Loads dumps that were made with `--inserts`: neighbouring INSERTs of one table become one statement. When a batch fails it is run
 * again row by row, so that the error names the line.
 */
export function createInsertBatch(
  connection: LoadConnection,
  file: string,
  count: (target: Target, rows: number) => void,
): { take(statement: { text: string; line: number }): Promise<boolean>; flush(): Promise<void> } {
  let head = '';
  let target: Target | null = null;
  let waiting: Insert[] = [];
  let characters = 0;

  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    characters = 0;
    if (batch.length === 0 || target === null) return;
    const into = toInto(target, head);
    await connection.query('SAVEPOINT insert_batch');
    try {
      await connection.query(into + batch.map((insert) => insert.values).join(', '));
    } catch {
      await connection.query('ROLLBACK TO SAVEPOINT insert_batch');
      for (const insert of batch) await insertOne(connection, into, insert, file);
    }
    await connection.query('RELEASE SAVEPOINT insert_batch');
    count(target, batch.length);
  };

  return {
    flush,
    async take(statement) {
      const match = INSERT.exec(statement.text);
      if (match === null) {
        if (/^insert\b/i.test(statement.text)) {
          throw new DumpError(
            { file, line: statement.line },
            'this INSERT has another form than the ones pg_dump writes',
          );
        }
        return false;
      }
      const [whole, name = '', columns = ''] = match;
      const values = statement.text.slice(whole.length);
      const mergeable = values.endsWith(')');
      if (whole !== head || !mergeable || waiting.length >= BATCH_ROWS || characters >= BATCH_CHARACTERS) {
        await flush();
        if (whole !== head) target = await findTarget(connection, name, columns, { file, line: statement.line });
        head = whole;
      }
      if (target === null) return true;
      waiting.push({ values, line: statement.line });
      characters += values.length;
      if (!mergeable) await flush();
      return true;
    },
  };
}

async function findTarget(
  connection: LoadConnection,
  name: string,
  columns: string,
  place: { file: string; line: number },
): Promise<Target | null> {
  const table = parseTableName(name);
  const names =
    columns === ''
      ? null
      : columns
          .slice(1, -1)
          .split(',')
          .map((column) => parseTableName(column)?.name ?? column.trim());
  const target = table === null ? null : await resolveTarget(connection, table, names, place);
  if (target !== null && target.leftOut.length > 0) {
    throw new DumpError(place, `table ${target.name} has no column ${target.leftOut.join(', ')} in this database`);
  }
  return target;
}

function toInto(target: Target, head: string): string {
  const columns = /\([^)]*\)/.exec(head.slice(head.search(/into/i)))?.[0] ?? '';
  return `INSERT INTO ${target.relation} ${columns} OVERRIDING SYSTEM VALUE VALUES `;
}

async function insertOne(connection: LoadConnection, into: string, insert: Insert, file: string): Promise<void> {
  try {
    await connection.query(into + insert.values);
  } catch (error) {
    throw new DumpError({ file, line: insert.line }, error instanceof Error ? error.message : String(error), error);
  }
}
