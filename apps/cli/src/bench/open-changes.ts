import pg from 'pg';

/** A writer: each change is one committed statement that leaves the data as they are, which nobody can know beforehand. */
export interface Changes {
  change(): Promise<void>;
  close(): Promise<void>;
}

export async function openChanges(adminUrl: string): Promise<Changes> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => undefined); // reported by the statement under way
  await client.connect();
  return {
    change: async () => void (await client.query('UPDATE public.store SET last_update = last_update')),
    close: () => client.end(),
  };
}
