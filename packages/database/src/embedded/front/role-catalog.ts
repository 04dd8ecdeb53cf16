import { z } from 'zod';
import type { OwnResult } from '../wire/read-rows.js';

const RoleSchema = z.object({
  oid: z.number(),
  name: z.string(),
  superuser: z.boolean(),
  mayLogIn: z.boolean(),
  mayConnect: z.boolean(),
  expired: z.boolean(),
  connectionLimit: z.number(),
  password: z.string().nullable(),
  /** `name=value` from ALTER ROLE … SET and ALTER DATABASE … SET; later ones win. */
  settings: z.array(z.string()),
});

/** A role of the database as far as logging in and establishing a session need it. */
export type Role = z.infer<typeof RoleSchema>;

/** One row of JSON a role. The order of the settings is PostgreSQL's precedence: all, database, role, role in database. */
export const roleCatalogSql = `
  SELECT pg_catalog.json_build_object(
    'oid', r.oid::pg_catalog.int8, 'name', r.rolname, 'superuser', r.rolsuper, 'mayLogIn', r.rolcanlogin,
    'mayConnect', pg_catalog.has_database_privilege(r.oid, d.oid, 'CONNECT'),
    'expired', COALESCE(r.rolvaliduntil < pg_catalog.now(), false),
    'connectionLimit', r.rolconnlimit, 'password', r.rolpassword,
    'settings', COALESCE((
      SELECT pg_catalog.json_agg(s.setting ORDER BY s.setrole <> 0, s.setdatabase <> 0, s.place)
      FROM (SELECT c.setrole, c.setdatabase, u.setting, u.place FROM pg_catalog.pg_db_role_setting c,
            pg_catalog.unnest(c.setconfig) WITH ORDINALITY AS u (setting, place)) s
      WHERE s.setrole IN (0, r.oid) AND s.setdatabase IN (0, d.oid)), '[]'::pg_catalog.json))
  FROM pg_catalog.pg_authid r, pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()`;

/** Reads the answer to `roleCatalogSql`. */
export function readRoles(result: OwnResult): Role[] {
  if (result.error !== null) throw new Error(`the roles cannot be read: ${result.error['M'] ?? ''}`);
  return result.rows.map((row) => RoleSchema.parse(JSON.parse(row[0] ?? 'null')));
}

/** Whether a finished command may have changed what the catalog of roles says. */
export function changesRoles(commandTag: string): boolean {
  return /^(CREATE ROLE|ALTER ROLE|DROP ROLE|GRANT|REVOKE|ALTER DATABASE|DO|CALL|DROP OWNED)/.test(commandTag);
}
