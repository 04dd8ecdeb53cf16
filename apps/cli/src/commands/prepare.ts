import { settingsFromEnvironment } from '../env.js';
import { prepare } from '../system/prepare.js';
import { withDatabase } from '../system/with-database.js';

/** `node apps/cli/dist/main.js prepare`: migrations, data, grants and users alone, for installations whose parts are run by something else. */
export async function prepareOnly(): Promise<number> {
  const settings = settingsFromEnvironment();
  return withDatabase({ settings, say: (line) => console.error(line) }, async ({ addresses, secrets }) => {
    await prepare({ settings, secrets, addresses, onProgress: (line) => console.log(line) });
    console.log('The database is prepared.');
    return 0;
  });
}
