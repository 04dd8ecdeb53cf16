import type { Answer } from '@copilot/contracts';
import type { ReactNode } from 'react';
import { Disclosure } from '../ui/disclosure';
import { HighlightedQuestion, WordList } from './highlighted-question';
import { SqlBlock } from './sql-block';

const STAGES: Record<string, string> = {
  authorize: 'Scope',
  retrieve: 'Look up',
  plan: 'Understand',
  guard: 'Check',
  execute: 'Read data',
  render: 'Write',
  audit: 'Record',
};

/** How the figure came about: steps, definitions, assumptions, words, SQL and times. */
export function HowComputed({ answer, question }: { answer: Answer; question: string }) {
  const { explain } = answer;
  return (
    <Disclosure
      icon="catalog"
      title="How was this computed?"
      hint={explain.sql === null ? 'words, times' : 'steps, definitions, SQL'}
    >
      {explain.restated && <p className="max-w-[68ch]">Understood as: {explain.restated}</p>}
      {(explain.steps?.length ?? 0) > 0 && (
        <Part title="Steps">
          <ol className="list-decimal space-y-1 pl-5 marker:text-ink-soft">
            {explain.steps?.map((step, index) => (
              <li key={index}>{step}</li>
            ))}
          </ol>
        </Part>
      )}
      {(explain.definitions?.length ?? 0) > 0 && (
        <Part title="Definitions">
          <dl className="space-y-2">
            {explain.definitions?.map((definition) => (
              <div key={definition.name}>
                <dt className="font-medium">{definition.name}</dt>
                <dd className="text-ink-soft">{definition.description}</dd>
              </div>
            ))}
          </dl>
        </Part>
      )}
      {explain.assumptions.length > 0 && (
        <Part title="Assumptions">
          <ul className="list-disc space-y-1 pl-5 marker:text-ink-soft">
            {explain.assumptions.map((assumption, index) => (
              <li key={index}>{assumption}</li>
            ))}
          </ul>
        </Part>
      )}
      {explain.words.length > 0 && (
        <Part title="Your words">
          <HighlightedQuestion question={question} words={explain.words} />
          <WordList words={explain.words} />
        </Part>
      )}
      {explain.sql !== null && (
        <Part title="SQL">
          <SqlBlock sql={explain.sql} />
        </Part>
      )}
      {explain.sources.length > 0 && (
        <Part title="Looked up">
          <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
            {explain.sources.map((source) => (
              <li key={source.id}>
                {source.title} ({source.kind.replaceAll('_', ' ')})
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Timings timings={explain.timings_ms} />
    </Disclosure>
  );
}

function Timings({ timings }: { timings: Readonly<Record<string, number>> }) {
  const entries = Object.entries(timings);
  if (entries.length === 0) return null;
  return (
    <Part title="Time taken">
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm tabular-nums">
        {entries.map(([stage, ms]) => (
          <div key={stage} className="flex gap-1.5">
            <dt className="text-ink-soft">{STAGES[stage] ?? stage.replaceAll('_', ' ')}</dt>
            <dd>{ms < 10 ? ms.toFixed(1) : Math.round(ms).toLocaleString('en-US')} ms</dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="space-y-2">
      <h3 className="text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}
