'use client';

import type { Answer, KeptTurn, SavedAnswer, SemanticQuery, StageEvent } from '@copilot/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { gateway } from '../client/gateway';
import { GatewayError, isAbort } from '../client/gateway-error';
import { useGate } from '../shell/session-gate';
import type { Exchange, ExchangeState } from './exchange';

export interface AskOptions {
  /** Run this interpretation instead of reading the question. */
  readonly query?: SemanticQuery;
  readonly storeId?: number | null;
  /** The exchange whose place the new one takes. */
  readonly replace?: string;
  /** The saved answer that this is. */
  readonly saved?: SavedAnswer;
}

export interface Thread {
  readonly exchanges: readonly Exchange[];
  readonly conversationId: string | null;
  readonly busy: boolean;
  ask: (question: string, options?: AskOptions) => void;
  cancel: () => void;
  clear: () => void;
}

export interface ThreadStart {
  readonly conversationId: string | null;
  readonly turns: readonly KeptTurn[];
}

/** The questions of one conversation and the one that is running. A new question ends the one before it that still runs. */
export function useThread(start: ThreadStart): Thread {
  const { withSession } = useGate();
  const [exchanges, setExchanges] = useState<readonly Exchange[]>(() => start.turns.map(toKeptExchange));
  const [conversationId, setConversationId] = useState(start.conversationId);
  const running = useRef<AbortController | null>(null);
  const conversation = useRef(start.conversationId);
  const count = useRef(0);

  useEffect(() => () => running.current?.abort(), []);

  const update = useCallback((key: string, change: (state: ExchangeState) => ExchangeState) => {
    setExchanges((all) => all.map((item) => (item.key === key ? { ...item, state: change(item.state) } : item)));
  }, []);

  const ask = useCallback<Thread['ask']>(
    (question, { query, storeId = null, replace, saved } = {}) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      count.current += 1;
      const key = `asked-${count.current}`;
      const exchange: Exchange = {
        key,
        question,
        query: query ?? null,
        storeId,
        saved: saved ?? null,
        state: { kind: 'asking', stage: null, done: [] },
      };
      setExchanges((all) => [...all.filter((item) => item.key !== replace && item.state.kind !== 'asking'), exchange]);
      const listen = (event: StageEvent) => update(key, (state) => advance(state, event));
      const scope = {
        ...(storeId === null ? {} : { store_id: storeId }),
        ...(conversation.current === null ? {} : { conversation_id: conversation.current }),
      };
      withSession((): Promise<Answer> =>
        query === undefined
          ? gateway.ask({ question, ...scope }, listen, controller.signal)
          : gateway.query({ query, question, ...scope }, controller.signal),
      )
        .then((answer) => {
          conversation.current = answer.conversation_id;
          setConversationId(answer.conversation_id);
          update(key, () => ({ kind: 'answered', answer }));
        })
        .catch((cause: unknown) => update(key, () => toFailure(cause, controller.signal)))
        .finally(() => {
          if (running.current === controller) running.current = null;
        });
    },
    [update, withSession],
  );

  const cancel = useCallback(() => running.current?.abort(), []);
  const clear = useCallback(() => {
    running.current?.abort();
    conversation.current = null;
    setConversationId(null);
    setExchanges([]);
  }, []);

  const busy = exchanges.some((item) => item.state.kind === 'asking');
  return { exchanges, conversationId, busy, ask, cancel, clear };
}

function advance(state: ExchangeState, event: StageEvent): ExchangeState {
  if (state.kind !== 'asking') return state;
  if (event.status === 'started') return { ...state, stage: event.stage };
  return { ...state, done: [...state.done, event.stage] };
}

function toFailure(cause: unknown, signal: AbortSignal): ExchangeState {
  if (signal.aborted || isAbort(cause))
    return { kind: 'not-answered', message: 'You stopped this question.', offline: false };
  if (!(cause instanceof GatewayError))
    return { kind: 'not-answered', message: 'Something went wrong in this page. Try again.', offline: false };
  const wait = cause.details.retryAfterSeconds;
  const message =
    cause.fault === 'rate-limited'
      ? `That was quick. You can ask again in ${wait === undefined ? 'a moment' : `${wait} seconds`}.`
      : cause.fault === 'signed-out'
        ? 'Your session has ended. Sign in and ask again.'
        : cause.message;
  return { kind: 'not-answered', message, offline: cause.fault === 'offline', requestId: cause.details.requestId };
}

function toKeptExchange(turn: KeptTurn): Exchange {
  return {
    key: `kept-${turn.request_id}`,
    question: turn.question,
    query: turn.query,
    storeId: null,
    saved: null,
    state: { kind: 'kept', turn },
  };
}
