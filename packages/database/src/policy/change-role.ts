import type pg from 'pg';

/**
 * Runs statements about roles. Roles belong to the whole server: two databases that are prepared at the same time can meet in the same
 * row, and the loser is told so at once instead of waiting. Each statement is tried again from a savepoint.
 */
export async function changeRole(client: pg.ClientBase, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await retry(client, statement);
}

async function retry(client: pg.ClientBase, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await client.query('SAVEPOINT change_role');
    try {
      await client.query(statement);
      await client.query('RELEASE SAVEPOINT change_role');
      return;
    } catch (error) {
      await client.query('ROLLBACK TO SAVEPOINT change_role');
      if (attempt >= 20 || !isRace(error)) throw error;
      if (isDuplicate(error)) return;
      await new Promise((resolve) => setTimeout(resolve, 10 + Math.random() * 40 * attempt));
    }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '');
const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

const isDuplicate = (error: unknown): boolean => codeOf(error) === '42710' || codeOf(error) === '23505';
const isRace = (error: unknown): boolean =>
  isDuplicate(error) || codeOf(error) === '40001' || /tuple concurrently (updated|deleted)/.test(messageOf(error));
