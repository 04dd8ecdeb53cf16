import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { toScopeKeyBlocks } from '../scope/sign-scope.js';

const wallsFile = new URL('../../sql/walls.sql', import.meta.url);

/**
 * Takes away what PUBLIC may do by default and puts row security under the views. To be run after every migration and every load; can
 * be run any number of times.
 */
export async function buildWalls(client: pg.ClientBase): Promise<void> {
  await client.query(await readFile(wallsFile, 'utf8'));
}

/** Puts the key of the scope's signature where only the views' owner can read it. The key before it goes. */
export async function setScopeKey(client: pg.ClientBase, scopeKey: string): Promise<void> {
  const { inner, outer } = toScopeKeyBlocks(scopeKey);
  await client.query(
    `INSERT INTO analytics_private.scope_keys (inner_block, outer_block) VALUES (decode($1, 'hex'), decode($2, 'hex'))
     ON CONFLICT (inner_block) DO NOTHING`,
    [inner, outer],
  );
  await client.query(`DELETE FROM analytics_private.scope_keys WHERE inner_block <> decode($1, 'hex')`, [inner]);
}
