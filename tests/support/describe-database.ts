import type pg from 'pg';

interface Column {
  table: string;
  column: string;
  type: string;
  key: string;
}
interface Link {
  child: string;
  parent: string;
  column: string;
  optional: boolean;
}
interface View {
  name: string;
  columns: string[];
  roles: string[];
}

const groups: readonly (readonly [title: string, about: string, tables: readonly string[]])[] = [
  [
    'The business',
    "Pagila's base tables. No login of the services may read them: questions see the views below.",
    [
      'actor',
      'address',
      'category',
      'city',
      'country',
      'customer',
      'film',
      'film_actor',
      'film_category',
      'inventory',
    ].concat(['language', 'payment', 'rental', 'staff', 'store']),
  ],
];

/** The text of DB_ERD.md, as the database that was migrated says it. */
export async function describeDatabase(client: pg.Client): Promise<string> {
  const columns = (await client.query<Column>(columnsSql)).rows;
  const links = (await client.query<Link>(linksSql)).rows;
  const views = (await client.query<View>(viewsSql)).rows;
  const business = new Set(groups.flatMap(([, , tables]) => tables));
  const own = [...new Set(columns.map(({ table }) => table))].filter((table) => !business.has(table)).sort();
  const all = [
    ...groups,
    ['The copilot’s own tables', 'Users, retrieval, conversations, limits and audit.', own] as const,
  ];
  const sections = all.map(([title, about, tables]) => {
    const inside = new Set(tables);
    return [
      `## ${title}`,
      about,
      '```mermaid\nerDiagram',
      ...[...tables].sort().map((table) =>
        toEntity(
          table,
          columns.filter((column) => column.table === table),
        ),
      ),
      ...links.filter(({ child, parent }) => inside.has(child) && inside.has(parent)).map(toLine),
      '```',
    ].join('\n');
  });
  return [
    '# Database',
    'Generated from the migrated database; `tests/diagrams.pg.test.ts` fails when it is out of date and writes it anew with `UPDATE_DIAGRAMS=1`.',
    ...sections,
    '## The scoped views',
    'All in the schema `analytics`. A role reads the columns that its policy grants, and only rows of the stores in the signed scope.',
    ['| view | columns | read by |', '| --- | --- | --- |', ...views.map(toRow)].join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function toEntity(table: string, columns: readonly Column[]): string {
  const lines = columns.map(({ column, type, key }) => `    ${type} ${column}${key === '' ? '' : ` ${key}`}`);
  return [`  ${table} {`, ...lines, '  }'].join('\n');
}

function toLine({ child, parent, column, optional }: Link): string {
  return `  ${parent} ${optional ? '|o' : '||'}--o{ ${child} : ${column}`;
}

function toRow({ name, columns, roles }: View): string {
  return `| \`${name}\` | ${columns.join(', ')} | ${roles.map((role) => role.replace('copilot_read_', '')).join(', ')} |`;
}

const tables = `c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = 'public' AND c.relname <> 'pgmigrations'`;

const columnsSql = `
SELECT c.relname::text AS table, a.attname::text AS column,
  regexp_replace(format_type(a.atttypid, NULL), '[^a-z0-9_]+', '_', 'g') AS type,
  CASE WHEN EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p' AND a.attnum = ANY (k.conkey)) THEN 'PK'
       WHEN EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f' AND a.attnum = ANY (k.conkey)) THEN 'FK'
       ELSE '' END AS key
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
WHERE ${tables} AND a.attnum > 0 AND NOT a.attisdropped ORDER BY 1, a.attnum`;

const linksSql = `
SELECT DISTINCT c.relname::text AS child, p.relname::text AS parent, a.attname::text AS column, NOT a.attnotnull AS optional
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_class p ON p.oid = k.confrelid
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
WHERE k.contype = 'f' AND ${tables} ORDER BY 1, 2, 3`;

const viewsSql = `
SELECT c.relname::text AS name,
  (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
  (SELECT array_agg(r.rolname::text ORDER BY r.rolname) FROM pg_roles r
   WHERE r.rolname LIKE 'copilot\\_read\\_%' AND has_any_column_privilege(r.oid, c.oid, 'SELECT')) AS roles
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'v' AND n.nspname = 'analytics' ORDER BY 1`;
