import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { checkRoles, requireWeakRoles } from '../walls/check-roles.js';
import { prepareDatabase, type PrepareOptions } from './prepare-database.js';

/** How long a replica may lag behind the grants that were just made. */
const replicaPatienceMs = 60_000;

/**
 * Prepares the copilot's own database and, apart from it, the one that questions read: a replica of the former, which needs nothing but the
 * grants to arrive, or a database of its own, which gets data, views, walls and logins while the own one stays without business data.
 */
export async function prepareAnalytics(options: PrepareOptions & { readonly analyticsUrl: string }): Promise<void> {
  const { analyticsUrl, onProgress } = options;
  if (await isReplica(analyticsUrl)) {
    await prepareDatabase(options);
    onProgress('analytics: a replica, waiting for the grants to arrive');
    await waitForRoles({ ...options, baseUrl: analyticsUrl });
    return;
  }
  await prepareDatabase({ ...options, files: {}, sampleScale: 0 });
  await prepareDatabase({
    ...options,
    adminUrl: analyticsUrl,
    sampleUsers: false,
    onProgress: (message) => onProgress(`analytics: ${message}`),
  });
}

/** Whether the server only replays what another one writes. */
export async function isReplica(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 });
  client.on('error', () => undefined); // reported by the statement that was under way
  await client.connect();
  try {
    const { rows } = await client.query<{ replica: boolean }>('SELECT pg_catalog.pg_is_in_recovery() AS replica');
    return rows[0]?.replica === true;
  } finally {
    await client.end();
  }
}

async function waitForRoles(input: Parameters<typeof checkRoles>[0]): Promise<void> {
  for (const deadline = Date.now() + replicaPatienceMs; Date.now() < deadline; await pause(500)) {
    const faults = await checkRoles(input).catch(() => ['not there yet']);
    if (faults.length === 0) return;
  }
  await requireWeakRoles(input);
}
