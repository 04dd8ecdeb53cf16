'use client';

import type { Catalog, SavedAnswer, UserContext } from '@copilot/contracts';
import { useEffect, useMemo, useRef, useState } from 'react';
import { toVocabulary } from '../answer/vocabulary';
import { useOnline } from '../shell/offline-banner';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Composer } from './composer';
import { ExchangeView } from './exchange-view';
import { ScopeLine } from './scope-line';
import { Starters } from './starters';
import { useDraft } from './use-draft';
import { useThread, type ThreadStart } from './use-thread';

export interface AskPageProps {
  user: UserContext;
  catalog: Pick<Catalog, 'metrics' | 'dimensions'> | null;
  viewCount: number | null;
  starters: readonly string[];
  /** Asked at once when the page opens: a shared link. */
  question: string | null;
  /** Opened at once, computed under today's scope. */
  saved: SavedAnswer | null;
  start: ThreadStart;
}

/** Ask, watch it run, read the answer, ask on. */
export function AskPage(props: AskPageProps) {
  const { user, viewCount } = props;
  const thread = useThread(props.start);
  const [text, setText] = useDraft();
  const [storeId, setStoreId] = useState<number | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const asked = useRef(false);
  const online = useOnline();
  const vocabulary = useMemo(() => toVocabulary(props.catalog), [props.catalog]);
  const { ask, exchanges } = thread;
  const empty = exchanges.length === 0;

  useEffect(() => {
    if (props.question === null || asked.current) return;
    asked.current = true;
    ask(props.question);
    history.replaceState(null, '', '/');
  }, [props.question, ask]);

  useEffect(() => {
    if (props.saved === null || asked.current) return;
    asked.current = true;
    const { question, query, store_id } = props.saved;
    ask(question, { storeId: store_id, saved: props.saved, ...(query === null ? {} : { query }) });
  }, [props.saved, ask]);

  // What was typed before the page came alive.
  useEffect(() => {
    const typed = field.current?.value ?? '';
    if (typed !== '') setText(typed);
  }, [setText]);

  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, []);

  const last = exchanges.at(-1);
  const shownKey = last?.state.kind === 'kept' ? undefined : last?.key;
  useEffect(() => {
    if (shownKey !== undefined)
      document.getElementById(shownKey)?.scrollIntoView({ block: 'start', behavior: 'smooth' });
  }, [shownKey]);

  function submit(question: string) {
    if (!online) return;
    ask(question, { storeId });
    setText('');
  }

  function edit(question: string) {
    setText(question);
    field.current?.focus();
  }

  const composer = (
    <Composer
      field={field}
      text={text}
      onText={setText}
      onAsk={submit}
      busy={thread.busy}
      onCancel={thread.cancel}
      listSide={empty ? 'below' : 'above'}
      placeholder={empty ? 'Ask about revenue, rentals, films, customers…' : 'Ask another question'}
    />
  );
  const scopeLine = <ScopeLine user={user} viewCount={viewCount} storeId={storeId} onStore={setStoreId} />;

  if (empty)
    return (
      <div className="mx-auto flex min-h-[calc(100dvh-3.5rem)] w-full max-w-3xl flex-col justify-center gap-6 px-4 py-10 lg:min-h-dvh">
        <h1 className="text-2xl font-semibold tracking-tight sm:text-3xl">What would you like to know?</h1>
        <div className="space-y-3">
          {composer}
          {scopeLine}
        </div>
        <Starters questions={props.starters} onAsk={submit} />
        <p className="text-sm text-ink-soft">
          Not sure what there is?{' '}
          <a href="/catalog" className="underline decoration-line-strong underline-offset-4 hover:text-ink">
            See everything you can ask about
          </a>
        </p>
      </div>
    );

  return (
    <div className="flex min-h-[calc(100dvh-3.5rem)] flex-col lg:min-h-dvh">
      <h1 className="sr-only">Your questions and their answers</h1>
      <p role="status" className="sr-only">
        {last?.state.kind === 'answered' ? last.state.answer.answer : ''}
      </p>
      <div className="mx-auto w-full max-w-4xl flex-1 space-y-10 px-4 pb-8 pt-8 sm:px-6">
        {exchanges.map((exchange, index) => (
          <ExchangeView
            key={exchange.key}
            exchange={exchange}
            before={exchanges[index - 1] ?? null}
            vocabulary={vocabulary}
            onAsk={(question, options) => ask(question, { storeId: exchange.storeId ?? storeId, ...options })}
            onEdit={edit}
            onCancel={thread.cancel}
            isLast={index > 0 && index === exchanges.length - 1}
          />
        ))}
      </div>
      <div className="no-print sticky bottom-0 bg-gradient-to-t from-paper from-75% to-transparent pb-4 pt-6">
        <div className="mx-auto max-w-4xl space-y-2 px-4 sm:px-6">
          {composer}
          <div className="flex flex-wrap items-center justify-between gap-2">
            {scopeLine}
            <Button
              kind="ghost"
              className="max-sm:hidden"
              onClick={() => {
                thread.clear();
                field.current?.focus();
              }}
            >
              <Icon name="plus" /> New question
            </Button>
          </div>
        </div>
      </div>
    </div>
  );
}
