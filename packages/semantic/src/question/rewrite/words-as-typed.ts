import type { Word } from '@copilot/contracts';
import { toTokens } from '../tokens.js';
import type { Wording } from './wording.js';

/**
 * Accounts for the words as they were typed, from the account of the wording that was read: what was kept keeps its status, what was put
 * in other words is said to be read as these, what fell away is ignored.
 */
export function wordsAsTyped(question: string, wording: Wording, read: readonly Word[]): Word[] {
  if (wording.text === question) return [...read];
  const kept = read.flatMap((word) =>
    runsOf(wording, word.start, word.end).map(([start, end]): Word => ({
      ...word,
      text: question.slice(start, end),
      start,
      end,
    })),
  );
  const covered = (start: number, end: number): boolean => kept.some((w) => w.start < end && start < w.end);
  const rest: Word[] = [];
  for (const { start, end } of toTokens(question)) {
    if (covered(start, end)) continue;
    const before = rest.at(-1);
    const joined = before !== undefined && /^[\s'’-]*$/.test(question.slice(before.end, start));
    const from = joined ? before.start : start;
    if (joined) rest.pop();
    const put = putFor(wording, from, end);
    rest.push({
      text: question.slice(from, end),
      start: from,
      end,
      ...(put ? { status: 'used' as const, as: `read as "${put}"` } : { status: 'ignored' as const }),
    });
  }
  return [...kept, ...rest].sort((a, b) => a.start - b.start);
}

/** The stretches of the question as typed that a stretch of the wording keeps. */
function runsOf({ origins }: Wording, from: number, to: number): [number, number][] {
  const runs: [number, number][] = [];
  for (const origin of origins.slice(from, to)) {
    if (!origin.kept) continue;
    const last = runs.at(-1);
    if (last?.[1] === origin.start) last[1] = origin.end;
    else runs.push([origin.start, origin.end]);
  }
  return runs;
}

/** What was put in for a stretch of the question. */
function putFor({ text, origins }: Wording, start: number, end: number): string {
  let out = '';
  for (const [at, origin] of origins.entries())
    if (!origin.kept && origin.start < end && start < origin.end) out += text[at] ?? '';
    else if (!out.endsWith(' ')) out += ' ';
  return out.replaceAll(/\s+/g, ' ').trim();
}
