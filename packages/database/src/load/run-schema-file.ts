import { baseTableFamily, baseTables } from './base-tables.js';
import { DumpError } from './dump-error.js';
import type { LoadConnection } from './load-connection.js';
import { readDump } from './read-dump.js';
import { parseTableName, quoteName, type TableName } from './table-name.js';
import { toSetting } from './dump-settings.js';

/** Statements of a dump that belong to the server it came from, not to the data: owners, grants, extensions, comments on those. */
const LEFT_OUT = [
  /^alter\s.+\sowner\s+to\s/is,
  /^(grant|revoke|security\s+label|alter\s+default\s+privileges)\b/i,
  /^(create|alter|drop)\s+(schema|extension|database|role|user|tablespace)\b/i,
  /^comment\s+on\s+(schema|extension|database)\b/i,
  /^(create|alter)\s+(event\s+trigger|publication|subscription|server|foreign\s+data\s+wrapper)\b/i,
  /^(set|select|reset|begin|start|commit|drop|analyze|vacuum|insert)\b/i,
];
const CREATED =
  /^create\s+(?:or\s+replace\s+)?(?:unlogged\s+)?(table|view|materialized\s+view|type|domain|sequence|function|procedure|aggregate)\s+(?:if\s+not\s+exists\s+)?("(?:[^"]|"")+"|[\w$\u0080-\uffff]+)(\s*\.\s*(?:"(?:[^"]|"")+"|[\w$\u0080-\uffff]+))?/i;

/**
 * Runs an original schema file in place of the project's own base tables. What stood under the same names is dropped first; times
 * without a zone become instants, taken as UTC, so that every edition means the same by a time, and limits on the length of texts are
 * lifted, so that every edition's rows fit.
 * *Returns* how many statements ran. *Problems* a `DumpError` naming the statement's line.
 */
export async function runSchemaFile(connection: LoadConnection, file: string): Promise<number> {
  const routinesBefore = new Set((await readRoutines(connection)).map((routine) => routine.oid));
  await dropBaseTables(connection);
  let ran = 0;
  for await (const part of readDump(file)) {
    if (part.kind !== 'statement') continue;
    const setting = toSetting(part.text);
    if (setting !== null) {
      await connection.query(setting);
      continue;
    }
    if (LEFT_OUT.some((pattern) => pattern.test(part.text))) continue;
    try {
      await makeRoom(connection, part.text);
      await connection.query(withOpenTypes(part.text));
    } catch (error) {
      throw new DumpError({ file, line: part.line }, error instanceof Error ? error.message : String(error), error);
    }
    ran += 1;
  }
  await connection.query("SET LOCAL search_path TO ''");
  await requireBaseTables(connection, file);
  await withholdFunctions(connection, routinesBefore);
  return ran;
}

async function dropBaseTables(connection: LoadConnection): Promise<void> {
  const names = baseTables.map((table) => `public.${quoteName(table)}`);
  await connection.query(`DROP TABLE IF EXISTS ${names.join(', ')} CASCADE`);
}

/** Drops what is about to be created, so that a schema file can be run over an earlier one. Tables other than Pagila's are never dropped. */
async function makeRoom(connection: LoadConnection, statement: string): Promise<void> {
  const [, kindWords, first, second] = CREATED.exec(statement) ?? [];
  if (kindWords === undefined || first === undefined) return;
  const name: TableName | null = parseTableName(first + (second ?? ''));
  if (name === null || (name.schema !== null && name.schema !== 'public')) return;
  const kind = kindWords.toLowerCase().replace(/\s+/g, ' ');
  const target = `public.${quoteName(name.name)}`;
  if (kind === 'table') return;
  if (kind !== 'function' && kind !== 'procedure' && kind !== 'aggregate') {
    await connection.query(`DROP ${kind} IF EXISTS ${target} CASCADE`);
    return;
  }
  const overloads = (await readRoutines(connection)).filter((routine) => routine.name === name.name);
  for (const overload of overloads) {
    const word = overload.kind === 'a' ? 'AGGREGATE' : 'ROUTINE';
    await connection.query(`DROP ${word} IF EXISTS ${overload.signature} CASCADE`);
  }
}

async function requireBaseTables(connection: LoadConnection, file: string): Promise<void> {
  const rows = await connection.query(
    `${baseTableFamily} SELECT c.relname::text AS name FROM pg_catalog.pg_class c WHERE c.oid IN (SELECT oid FROM family)`,
  );
  const there = new Set(rows.map((row) => String(row.name)));
  const missing = baseTables.filter((table) => !there.has(table));
  if (missing.length > 0)
    throw new DumpError({ file }, `the schema has no table ${missing.join(', ')}; this is not Pagila's`);
}

/** Functions of the dump run as whoever calls them, or even as their owner: nobody but the owner may call them. */
async function withholdFunctions(connection: LoadConnection, before: ReadonlySet<string>): Promise<void> {
  for (const routine of await readRoutines(connection)) {
    if (!before.has(routine.oid)) await connection.query(`REVOKE ALL ON ROUTINE ${routine.signature} FROM PUBLIC`);
  }
}

/** The routines in schema public that belong to no extension. */
async function readRoutines(
  connection: LoadConnection,
): Promise<{ oid: string; name: string; signature: string; kind: string }[]> {
  const rows = await connection.query(`
    SELECT p.oid::text AS oid, p.proname::text AS name, p.oid::pg_catalog.regprocedure::text AS signature, p.prokind::text AS kind
    FROM pg_catalog.pg_proc p
    WHERE p.pronamespace = 'public'::pg_catalog.regnamespace
      AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`);
  return rows.map((row) => ({
    oid: String(row.oid),
    name: String(row.name),
    signature: String(row.signature),
    kind: String(row.kind),
  }));
}

function withOpenTypes(statement: string): string {
  const quoted = /('(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\2\$)/;
  let rest = statement;
  let out = '';
  for (let match = quoted.exec(rest); match !== null; match = quoted.exec(rest)) {
    out += openTypes(rest.slice(0, match.index)) + match[0];
    rest = rest.slice(match.index + match[0].length);
  }
  return out + openTypes(rest);
}

function openTypes(text: string): string {
  return text
    .replace(/\btimestamp(\s*\(\d\))?\s+without\s+time\s+zone\b/gi, 'timestamp$1 with time zone')
    .replace(/\bcharacter\s+varying\s*\(\d+\)/gi, 'character varying');
}
