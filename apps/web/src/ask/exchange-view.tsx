'use client';

import { useMemo } from 'react';
import { AnswerView } from '../answer/answer-view';
import { DataTable } from '../answer/data-table';
import type { Vocabulary } from '../answer/vocabulary';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { carriedOver } from './carried-over';
import type { Exchange } from './exchange';
import { Progress } from './progress';
import { SavedNote } from './saved-note';
import type { AskOptions } from './use-thread';

interface ExchangeProps {
  exchange: Exchange;
  before: Exchange | null;
  vocabulary: Vocabulary;
  onAsk: (question: string, options?: AskOptions) => void;
  onEdit: (question: string) => void;
  onCancel: () => void;
  /** The last of several: room below it lets its question stand at the top of the page. */
  isLast: boolean;
}

/** One question with whatever became of it. */
export function ExchangeView(props: ExchangeProps) {
  const { exchange } = props;
  const { saved, state } = exchange;
  return (
    <section
      id={exchange.key}
      aria-label={exchange.question}
      className={`scroll-mt-20 space-y-4 lg:scroll-mt-6 print:min-h-0 ${props.isLast ? 'min-h-[calc(100dvh-13rem)]' : ''}`}
    >
      <h2 className="flex flex-wrap items-baseline gap-x-3 text-xl font-semibold tracking-tight break-words">
        {saved?.title ?? exchange.question}
        {exchange.query !== null && saved === null && state.kind !== 'kept' && (
          <span className="text-sm font-normal text-ink-soft">edited</span>
        )}
        {exchange.storeId !== null && (
          <span className="text-sm font-normal text-ink-soft">store {exchange.storeId} only</span>
        )}
      </h2>
      {saved !== null && <SavedNote saved={saved} answer={state.kind === 'answered' ? state.answer : null} />}
      <State {...props} />
    </section>
  );
}

function State({ exchange, before, vocabulary, onAsk, onEdit, onCancel }: ExchangeProps) {
  const { state, question } = exchange;
  const earlier = before?.state.kind === 'answered' ? before.state.answer : null;
  const answer = state.kind === 'answered' ? state.answer : null;
  const carried = useMemo(
    () => (answer === null ? new Set<string>() : carriedOver(answer, earlier, vocabulary.labels)),
    [answer, earlier, vocabulary.labels],
  );
  switch (state.kind) {
    case 'asking':
      return <Progress stage={state.stage} done={state.done} onCancel={onCancel} />;
    case 'answered':
      return (
        <AnswerView
          answer={state.answer}
          question={question}
          vocabulary={vocabulary}
          carried={carried}
          saveAs={
            exchange.saved !== null ? null : exchange.query !== null || before !== null ? 'interpretation' : 'question'
          }
          onQuery={(query) => onAsk(question, { query, replace: exchange.key })}
          onAsk={(next) => onAsk(next)}
          onEdit={onEdit}
        />
      );
    case 'not-answered':
      return (
        <Notice
          look={state.offline ? 'caution' : 'bad'}
          icon={state.offline ? 'offline' : 'warn'}
          role="alert"
          title={state.message}
        >
          <div className="flex flex-wrap gap-2">
            <Button
              onClick={() =>
                onAsk(question, {
                  replace: exchange.key,
                  ...(exchange.saved === null ? {} : { saved: exchange.saved }),
                  ...(exchange.query === null ? {} : { query: exchange.query }),
                })
              }
            >
              <Icon name="retry" /> Try again
            </Button>
            <Button onClick={() => onEdit(question)}>
              <Icon name="edit" /> Edit the question
            </Button>
          </div>
          {state.requestId !== undefined && (
            <p className="break-all text-sm text-ink-soft">Request {state.requestId}</p>
          )}
        </Notice>
      );
    case 'kept':
      return <Kept exchange={exchange} onAsk={onAsk} />;
  }
}

function Kept({ exchange, onAsk }: Pick<ExchangeProps, 'exchange' | 'onAsk'>) {
  if (exchange.state.kind !== 'kept') return null;
  const { turn } = exchange.state;
  const columns = turn.columns.map((name) => ({ name, type: 'string' as const, role: 'attribute' as const }));
  return (
    <div className="card space-y-4 px-4 py-5 sm:px-6">
      {turn.withheld ? (
        <p className="text-ink-soft">
          Your scope has changed since. The earlier answer is not shown; ask again to see today’s.
        </p>
      ) : (
        <>
          {turn.answer !== null && <p className="text-lg leading-relaxed">{turn.answer}</p>}
          {turn.rows.length > 0 && <DataTable data={{ columns, rows: turn.rows }} caption={turn.question} />}
        </>
      )}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-ink-soft">Answered {turn.created_at.slice(0, 16).replace('T', ' at ')} UTC</p>
        <Button onClick={() => onAsk(exchange.question, { replace: exchange.key })}>
          <Icon name="retry" /> Ask again with today’s data
        </Button>
      </div>
    </div>
  );
}
