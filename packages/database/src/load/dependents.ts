import { baseTableArray, baseTableFamily } from './base-tables.js';
import type { LoadConnection } from './load-connection.js';

/** The statements that bring back what stood on the base tables: owners, grants and row security of the tables, and the views over them. */
export interface Dependents {
  readonly statements: readonly string[];
}

/**
 * Writes down the views over the base tables (outside the schema `public`, where a dump brings its own) with their owners, options,
 * comments, indexes and grants, and the owners, grants and row security of the tables themselves, before the tables are replaced. The search path
 * must be empty, so that every name is printed in full.
 */
export async function readDependents(connection: LoadConnection): Promise<Dependents> {
  const tables = await connection.query(`${baseTableFamily}
    SELECT c.oid::text AS oid, c.oid::pg_catalog.regclass::text AS name, pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(c.relowner)) AS owner
    FROM pg_catalog.pg_class c
    WHERE c.oid IN (SELECT oid FROM family) AND c.relname::text = ANY (${baseTableArray})
    ORDER BY 2`);
  const views = await connection.query(`${baseTableFamily},
    views(oid, depth) AS (
      SELECT oid, 0 FROM family
      UNION
      SELECT r.ev_class, v.depth + 1
      FROM views v
      JOIN pg_catalog.pg_depend d ON d.refobjid = v.oid AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
      JOIN pg_catalog.pg_rewrite r ON r.oid = d.objid AND r.ev_class <> v.oid
    )
    SELECT c.oid::text AS oid, c.oid::pg_catalog.regclass::text AS name, c.relkind::text AS kind, max(v.depth) AS depth,
           pg_catalog.pg_get_viewdef(c.oid) AS definition, pg_catalog.array_to_string(c.reloptions, ', ') AS options,
           pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(c.relowner)) AS owner
    FROM views v JOIN pg_catalog.pg_class c ON c.oid = v.oid
    WHERE c.relkind IN ('v', 'm') AND c.relnamespace <> 'public'::pg_catalog.regnamespace
    GROUP BY c.oid, c.relkind, c.reloptions, c.relowner
    ORDER BY depth, name`);

  const statements: string[] = [];
  const policies: string[] = [];
  for (const table of tables) {
    statements.push(`ALTER TABLE ${String(table.name)} OWNER TO ${String(table.owner)}`);
    statements.push(...(await readGrants(connection, String(table.oid), String(table.name))));
    policies.push(...(await readPolicies(connection, String(table.oid), String(table.name))));
  }
  for (const view of views) {
    const name = String(view.name);
    const kind = view.kind === 'm' ? 'MATERIALIZED VIEW' : 'VIEW';
    const options = view.options === null || view.options === '' ? '' : ` WITH (${String(view.options)})`;
    statements.push(`CREATE ${kind} ${name}${options} AS ${String(view.definition)}`);
    statements.push(`ALTER ${kind} ${name} OWNER TO ${String(view.owner)}`);
    statements.push(...(await readIndexes(connection, String(view.oid))));
    statements.push(...(await readComments(connection, String(view.oid), kind, name)));
    statements.push(...(await readGrants(connection, String(view.oid), name)));
  }
  return { statements: [...statements, ...policies] };
}

/** Makes everything again that `readDependents` wrote down. */
export async function restoreDependents(connection: LoadConnection, dependents: Dependents): Promise<void> {
  for (const statement of dependents.statements) await connection.query(statement);
}

async function readGrants(connection: LoadConnection, oid: string, name: string): Promise<string[]> {
  const rows = await connection.query(`
    SELECT g.privilege_type AS privilege, NULL AS column_name, g.grantee::text AS grantee, g.is_grantable AS grantable,
           pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee)) AS role
    FROM pg_catalog.pg_class c, pg_catalog.aclexplode(c.relacl) g WHERE c.oid = ${oid} AND g.grantee <> c.relowner
    UNION ALL
    SELECT g.privilege_type, pg_catalog.quote_ident(a.attname), g.grantee::text, g.is_grantable,
           pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee))
    FROM pg_catalog.pg_attribute a, pg_catalog.aclexplode(a.attacl) g WHERE a.attrelid = ${oid} AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY 1, 2, 3`);
  return rows.map((row) => {
    const column = row.column_name === null ? '' : ` (${String(row.column_name)})`;
    const role = row.grantee === '0' ? 'PUBLIC' : String(row.role);
    return `GRANT ${String(row.privilege)}${column} ON ${name} TO ${role}${row.grantable === true ? ' WITH GRANT OPTION' : ''}`;
  });
}

async function readPolicies(connection: LoadConnection, oid: string, name: string): Promise<string[]> {
  const [table = {}] = await connection.query(
    `SELECT relrowsecurity AS enabled, relforcerowsecurity AS forced FROM pg_catalog.pg_class WHERE oid = ${oid}`,
  );
  const rows = await connection.query(`
    SELECT pg_catalog.quote_ident(p.polname) AS policy, CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END AS kind,
           CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END AS command,
           (SELECT pg_catalog.string_agg(CASE WHEN role = 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(role)) END, ', ')
            FROM pg_catalog.unnest(p.polroles) AS role) AS roles,
           pg_catalog.pg_get_expr(p.polqual, p.polrelid) AS condition, pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) AS with_check
    FROM pg_catalog.pg_policy p WHERE p.polrelid = ${oid} ORDER BY 1`);
  const statements = rows.map((row) => {
    const condition = row.condition === null ? '' : ` USING (${String(row.condition)})`;
    const check = row.with_check === null ? '' : ` WITH CHECK (${String(row.with_check)})`;
    return `CREATE POLICY ${String(row.policy)} ON ${name} AS ${String(row.kind)} FOR ${String(row.command)} TO ${String(row.roles)}${condition}${check}`;
  });
  if (table.enabled === true) statements.push(`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`);
  if (table.forced === true) statements.push(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`);
  return statements;
}

async function readIndexes(connection: LoadConnection, oid: string): Promise<string[]> {
  const rows = await connection.query(
    `SELECT pg_catalog.pg_get_indexdef(indexrelid) AS definition FROM pg_catalog.pg_index WHERE indrelid = ${oid} ORDER BY 1`,
  );
  return rows.map((row) => String(row.definition));
}

async function readComments(connection: LoadConnection, oid: string, kind: string, name: string): Promise<string[]> {
  const rows = await connection.query(`
    SELECT pg_catalog.quote_ident(a.attname) AS column_name, pg_catalog.quote_literal(d.description) AS text
    FROM pg_catalog.pg_description d
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.objoid AND a.attnum = d.objsubid AND d.objsubid > 0
    WHERE d.objoid = ${oid} AND d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass ORDER BY d.objsubid`);
  return rows.map((row) =>
    row.column_name === null
      ? `COMMENT ON ${kind} ${name} IS ${String(row.text)}`
      : `COMMENT ON COLUMN ${name}.${String(row.column_name)} IS ${String(row.text)}`,
  );
}
