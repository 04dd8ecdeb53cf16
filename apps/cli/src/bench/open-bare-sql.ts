import type { Policy } from '@copilot/contracts';
import { databaseUrls, quoteLiteral, signScope } from '@copilot/database';
import pg from 'pg';

/** What a person with psql would do: the statement alone on an open connection of the same login, the scope set beforehand. */
export interface BareSql {
  run(sql: string): Promise<unknown>;
  close(): Promise<void>;
}

const HOURS = 12;

export async function openBareSql(database: {
  readonly baseUrl: string;
  readonly secret: string;
  readonly scopeKey: string;
  readonly policy: Policy;
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
  await client.query(`SET copilot.scope = ${quoteLiteral(scope)}`);
  return {
    run: (sql) => client.query({ text: sql, values: [], rowMode: 'array' }),
    close: () => client.end(),
  };
}
