import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isReplica, loadPagilaFiles } from '@copilot/database';
import { callerFolder, settingsFromEnvironment } from '../env.js';
import { Fault } from '../fault.js';
import { prepare } from '../system/prepare.js';
import { withDatabase } from '../system/with-database.js';

const usage = 'npm run data:load -- [--schema FILE] --data FILE';

/** `npm run data:load`: puts the rows of a dump in the place of those that are there, in one transaction. */
export async function loadData(args: readonly string[]): Promise<number> {
  const files = readFiles(args);
  const settings = settingsFromEnvironment();
  const onProgress = (line: string): void => console.log(`  ${line}`);
  return withDatabase({ settings, say: (line) => console.error(line) }, async ({ addresses, secrets }) => {
    await prepare({ settings, secrets, addresses, onProgress });
    console.log(`Loading ${files.dataFile} …`);
    const analytics = addresses.analytics?.admin;
    const isApart = analytics !== undefined && !(await isReplica(analytics));
    await loadPagilaFiles({ adminUrl: isApart ? analytics : addresses.databaseAdmin, ...files, onProgress });
    console.log(
      'Loaded. A copilot that is running answers from the new rows at once; restart it to refresh its list of known values.',
    );
    return 0;
  });
}

function readFiles(args: readonly string[]): { schemaFile?: string; dataFile: string } {
  const { values } = parse(args);
  if (values.data === undefined) throw new Fault(`--data is missing. Usage: ${usage}`);
  const find = (option: string, name: string): string => {
    const path = resolve(callerFolder(), name);
    if (!existsSync(path)) throw new Fault(`--${option} names ${path}, and there is no such file.`);
    return path;
  };
  return {
    schemaFile: values.schema === undefined ? undefined : find('schema', values.schema),
    dataFile: find('data', values.data),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { schema: { type: 'string' }, data: { type: 'string' } } });
  } catch (error) {
    throw new Fault(`${error instanceof Error ? error.message : String(error)}. Usage: ${usage}`);
  }
}
