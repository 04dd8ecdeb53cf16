import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const evals = join(root, 'evals');
const shared = join(root, '../shared/eval');
const setsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => join(folder, name));
if (!existsSync(shared)) console.warn('no-copied-questions.test.ts: ../shared/eval is missing, its sets are skipped');

const sets = [
  ...setsIn(evals),
  ...setsIn(join(evals, 'unseen')),
  ...['second', 'third', 'fourth'].map((name) => join(evals, `${name}-domain/questions.jsonl`)),
  ...(existsSync(shared) ? setsIn(shared) : []),
];

/** A planner that holds the questions it is measured with would be measured with nothing. */
describe('code, model and tests', () => {
  it.each(sets.map((set) => [relative(root, set), set]))('hold no question of %s', (_, set) => {
    const questions = [
      ...new Set(questionsOf(JSON.parse(`[${readFileSync(set, 'utf8').trim().split('\n').join(',')}]`))),
    ]
      .map(normalize)
      .filter((text) => text.split(' ').length >= 5);
    expect(questions.length).toBeGreaterThan(0);
    const found = sources().flatMap(({ file, text }) =>
      questions.filter((question) => text.includes(` ${question} `)).map((question) => `${file}: ${question}`),
    );
    expect(found).toEqual([]);
  });
});

/** Every text under `question` or `questions`, at any depth. */
function questionsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(questionsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'question' && typeof inner === 'string') return [inner];
    if (key === 'questions' && Array.isArray(inner)) return inner.filter((text) => typeof text === 'string');
    return questionsOf(inner);
  });
}

let read: { file: string; text: string }[] | undefined;

function sources(): { file: string; text: string }[] {
  read ??= ['packages', 'apps', 'models']
    .flatMap((folder) => listFiles(join(root, folder)))
    .map((file) => ({ file: relative(root, file), text: ` ${normalize(readFileSync(file, 'utf8'))} ` }));
  return read;
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory())
      return ['node_modules', 'dist', '.next'].includes(entry.name) ? [] : listFiles(join(folder, entry.name));
    return /\.(tsx?|mjs|js|ya?ml|json|txt|md)$/.test(entry.name) ? [join(folder, entry.name)] : [];
  });
}

function normalize(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
