import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

/** Grows when what the template holds changes. */
const templateVersion = 1;

/** Where the template is kept: beside the compiled program. Null when that folder may not be written and holds none. */
export function templateFolder(): string | null {
  const compiled = dirname(compiledFile('template-worker.js'));
  const folder = join(compiled, `template-${templateVersion}`);
  if (existsSync(folder)) return folder;
  try {
    accessSync(compiled, constants.W_OK);
    return folder;
  } catch {
    return null;
  }
}

/** Makes a new database in a folder that does not exist yet; in a thread of its own, so that its memory is given back. */
export function makeTemplate(folder: string): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true });
  return new Promise((resolve, reject) => {
    const worker = new Worker(compiledFile('template-worker.js'), { workerData: { folder } });
    worker.on('message', (problem: string | null) => {
      void worker.terminate();
      if (problem === null) resolve();
      else reject(new Error(problem));
    });
    worker.on('error', reject);
  });
}

/** Makes the template beside its place and names it when it is whole, so that two starts at once do not harm each other. */
export async function keepTemplate(template: string): Promise<void> {
  const unfinished = `${template}.${process.pid}`;
  try {
    await makeTemplate(unfinished);
    if (!existsSync(template)) renameSync(unfinished, template);
  } catch (error) {
    if (!existsSync(template)) throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Threads run compiled files only; from the sources (tests) the compiled ones are taken. */
function compiledFile(name: string): string {
  const here = import.meta.url;
  return fileURLToPath(new URL(here.endsWith('.ts') ? `../../dist/embedded/${name}` : `./${name}`, here));
}
