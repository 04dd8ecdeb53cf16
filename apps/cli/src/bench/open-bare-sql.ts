import type { Policy } from '@copilot/contracts';
import { databaseUrls, quoteLiteral, signScope } from '@copilot/database';
import pg from 'pg';

/** What a person with psql would do: the statement alone on an open connection of the same login, the scope set beforehand. */
export interface BareSql {
  /** *Returns* milliseconds. */
  run(sql: string): Promise<number>;
  close(): Promise<void>;
}

const HOURS = 12;

export async function openBareSql(database: {
  readonly baseUrl: string;
  readonly secret: string;
  readonly scopeKey: string;
  readonly policy: Policy;
  /** The embedded engine lends its one backend to many: what is set for a session need not last there. */
  readonly isEmbedded: boolean;
}): Promise<BareSql> {
  const databaseRole = database.policy.roles.find(({ role }) => role === 'admin')?.database_role ?? '';
  const scope = signScope(
    {
      databaseRole,
      context: { username: 'admin_user', role: 'admin', store_ids: [], all_stores: true },
      requestId: 'bench',
      expiresAt: Date.now() / 1000 + HOURS * 3600,
    },
    database.scopeKey,
  );
  const client = new pg.Client({ connectionString: databaseUrls(database).reader(databaseRole) });
  client.on('error', () => undefined); // reported by the statement under way
  await client.connect();
  const setScope = (command: 'SET' | 'SET LOCAL') => client.query(`${command} copilot.scope = ${quoteLiteral(scope)}`);
  const run = async (sql: string): Promise<number> => {
    const begun = performance.now();
    await client.query({ text: sql, values: [], rowMode: 'array' });
    return performance.now() - begun;
  };
  if (!database.isEmbedded) await setScope('SET');
  return {
    async run(sql) {
      if (!database.isEmbedded) return run(sql);
      await client.query('BEGIN READ ONLY');
      await setScope('SET LOCAL');
      const ms = await run(sql);
      await client.query('ROLLBACK');
      return ms;
    },
    close: () => client.end(),
  };
}
