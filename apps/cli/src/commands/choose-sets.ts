import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { callerFolder, root } from '../env.js';
import { Fault } from '../fault.js';

/** Question sets, their reference results, and the data that they are about. */
export interface Sets {
  readonly title: string;
  readonly sets: readonly string[];
  readonly gold: readonly string[];
  /** `sample`: generated data; `pagila`: Pagila's own rows; null: whatever the running system holds. */
  readonly about: 'sample' | 'pagila' | null;
}

const own = join(root, 'evals');
const unseen = join(own, 'unseen');
const shared = join(dirname(root), 'shared', 'eval');

/** The file of Pagila's rows beside the clone, where there is one; a fresh system is filled from it. */
export const pagilaData: string | undefined = [join(dirname(root), 'shared', 'pagila', 'pagila-data.sql')].find(
  existsSync,
);

/** Sets that were named; else the shared ones beside the clone, when they are there; else the project's own. */
export function chooseSets(values: { set?: readonly string[]; gold?: readonly string[] }, usage: string): Sets {
  const named = (values.set ?? []).map((name) => toExisting('--set', name, usage));
  const gold = (values.gold ?? []).map((name) => toExisting('--gold', name, usage));
  if (named.length === 0 && existsSync(join(shared, 'pagila-dev.jsonl'))) {
    return {
      title: 'the shared development set over Pagila',
      sets: [join(shared, 'pagila-dev.jsonl'), join(shared, 'pagila-dev-chains.jsonl')],
      gold: [join(shared, 'pagila-dev-gold.json.gz')],
      about: 'pagila',
    };
  }
  if (named.length === 0)
    console.log('(no shared development set beside this clone: its own questions over generated data)');
  const sets =
    named.length > 0 ? named : ['pagila-sample.jsonl', 'pagila-sample-chains.jsonl'].map((name) => join(own, name));
  const about = new Set(sets.map(dataOf));
  if (about.has('sample') && about.has('pagila'))
    throw new Fault('These sets are about different data (generated, and Pagila’s own): ask them one after the other.');
  const [only = null] = about;
  const names = sets.map((path) => path.split(/[\\/]/).at(-1)).join(', ');
  return {
    title: about.size === 1 && only === 'sample' ? 'our own questions over generated data' : names,
    sets,
    gold: gold.length > 0 ? gold : [...new Set(sets.flatMap(goldOf))],
    about: about.size === 1 ? only : null,
  };
}

function dataOf(set: string): Sets['about'] {
  if (dirname(set) === own) return 'sample';
  return dirname(set) === shared || dirname(set) === unseen ? 'pagila' : null;
}

/** Where the reference results of a set of ours lie; a set of another place is told by `--gold`, or run by the administrator. */
function goldOf(set: string): string[] {
  if (dirname(set) === own) return [join(own, 'pagila-sample-gold.json.gz')];
  if (dirname(set) === shared) return [join(shared, 'pagila-dev-gold.json.gz')];
  return dirname(set) === unseen ? [set.replace(/(-chains)?\.jsonl$/, '-gold.json.gz')] : [];
}

function toExisting(option: string, name: string, usage: string): string {
  const path = resolve(callerFolder(), name);
  if (!existsSync(path)) throw new Fault(`${option} names ${path}, and there is no such file. Usage: ${usage}`);
  return path;
}
