'use client';

import type { Answer, SaveAnswerRequest, SemanticQuery } from '@copilot/contracts';
import type { ReactNode } from 'react';
import { Button } from '../ui/button';
import { Icon, type IconName } from '../ui/icon';
import { AnswerActions } from './answer-actions';
import { AnswerSentence } from './answer-sentence';
import { Badges } from './badges';
import { HowComputed } from './how-computed';
import { Interpretation } from './interpretation';
import { ResultView } from './result-view';
import { SecondReadingView } from './second-reading';
import { SecurityPanel } from './security-panel';
import type { Vocabulary } from './vocabulary';

interface AnswerProps {
  answer: Answer;
  question: string;
  vocabulary: Vocabulary;
  /** Texts of the chips that came from the question before. */
  carried: ReadonlySet<string>;
  /** How the answer is best saved; null when it is a saved one. */
  saveAs: SaveAnswerRequest['as'] | null;
  onQuery: (query: SemanticQuery) => void;
  onAsk: (question: string) => void;
  onEdit: (question: string) => void;
}

const HEADS: Record<Exclude<Answer['status'], 'answered'>, { icon: IconName; title: string; look: string }> = {
  needs_clarification: { icon: 'ask', title: 'One question back', look: 'text-accent' },
  refused: { icon: 'close', title: 'Not something I can answer', look: 'text-ink-soft' },
  blocked: { icon: 'shield', title: 'Stopped by a guardrail', look: 'text-caution' },
  failed: { icon: 'warn', title: 'This did not work', look: 'text-bad' },
};

const STAGES: Record<string, string> = {
  authorize: 'while checking the scope',
  retrieve: 'while looking up definitions',
  plan: 'while understanding the question',
  guard: 'while checking the query',
  execute: 'while reading the data',
  render: 'while writing the answer',
  audit: 'while recording the answer',
};

/** One answer: what was understood, the sentence, the figures, where they come from and what to do next. */
export function AnswerView(props: AnswerProps) {
  const { answer, question, vocabulary, carried } = props;
  const { interpretation } = answer.explain;
  return (
    <div className="card rise overflow-clip" data-status={answer.status} data-request-id={answer.request_id}>
      <div className="space-y-5 px-4 py-5 sm:px-6">
        {interpretation !== null && (
          <Interpretation
            query={interpretation}
            vocabulary={vocabulary}
            carried={carried}
            clock={answer.explain.data_as_of}
            onChange={props.onQuery}
          />
        )}
        <Body {...props} />
        <Badges answer={answer} />
        <AnswerActions answer={answer} question={question} saveAs={props.saveAs} />
      </div>
      <HowComputed answer={answer} question={question} />
      <SecurityPanel answer={answer} />
      <Suggestions
        title="Ask next"
        questions={answer.status === 'answered' ? answer.suggestions : []}
        onAsk={props.onAsk}
      />
    </div>
  );
}

function Body(props: AnswerProps) {
  const { answer, question, onAsk, onEdit } = props;
  switch (answer.status) {
    case 'answered':
      return (
        <>
          <AnswerSentence answer={answer} />
          {answer.data.rows.length === 0 && <EmptyHint answer={answer} />}
          <ResultView key={answer.request_id} answer={answer} question={question} />
          <SecondReadingView answer={answer} />
          <Caveats answer={answer} />
        </>
      );
    case 'needs_clarification':
      return (
        <Unanswered status="needs_clarification">
          <p className="text-lg leading-relaxed" data-testid="answer-sentence">
            {answer.clarification?.question ?? answer.answer}
          </p>
          <Choices label="Choose one" options={answer.clarification?.options ?? []} onAsk={onAsk} />
          <NotUnderstood answer={answer} question={question} onEdit={onEdit} />
        </Unanswered>
      );
    case 'refused':
      return (
        <Unanswered status="refused">
          <AnswerSentence answer={answer} />
          <Choices
            label="You can ask instead"
            options={(answer.clarification?.options ?? []).concat(answer.suggestions.slice(0, 3).map(toOption))}
            onAsk={onAsk}
          />
          <NotUnderstood answer={answer} question={question} onEdit={onEdit} />
        </Unanswered>
      );
    case 'blocked':
      return (
        <Unanswered status="blocked">
          <AnswerSentence answer={answer} />
          <p className="text-ink-soft">No data was read. The attempt is in the audit log.</p>
          <Choices label="You can ask instead" options={answer.suggestions.slice(0, 3).map(toOption)} onAsk={onAsk} />
        </Unanswered>
      );
    case 'failed':
      return (
        <Unanswered status="failed">
          <AnswerSentence answer={answer} />
          <p className="text-ink-soft">
            It happened {STAGES[answer.error_stage ?? ''] ?? 'on the way'}. Nothing is lost; quote{' '}
            <code className="break-all font-mono text-sm">{answer.request_id}</code> when you report it.
          </p>
          <div className="no-print flex flex-wrap gap-2">
            <Button kind="primary" onClick={() => onAsk(question)}>
              <Icon name="retry" /> Try again
            </Button>
            <Button onClick={() => onEdit(question)}>
              <Icon name="edit" /> Edit the question
            </Button>
          </div>
        </Unanswered>
      );
  }
}

function Unanswered({ status, children }: { status: keyof typeof HEADS; children: ReactNode }) {
  const head = HEADS[status];
  return (
    <div className="space-y-4">
      <h3 className={`flex items-center gap-2 font-medium ${head.look}`}>
        <Icon name={head.icon} className="size-5" /> {head.title}
      </h3>
      {children}
    </div>
  );
}

function Choices(props: {
  label: string;
  options: readonly { label: string; question: string }[];
  onAsk: (question: string) => void;
}) {
  if (props.options.length === 0) return null;
  return (
    <div role="group" aria-label={props.label} className="no-print space-y-2">
      <p className="text-sm text-ink-soft">{props.label}</p>
      <div className="flex flex-wrap gap-2">
        {props.options.slice(0, 6).map((option) => (
          <button
            key={`${option.label}-${option.question}`}
            type="button"
            title={option.question}
            onClick={() => props.onAsk(option.question)}
            className="rounded-xl border border-line-strong bg-surface px-4 py-2 text-left transition-colors hover:border-accent hover:bg-accent-wash"
          >
            {option.label}
          </button>
        ))}
      </div>
    </div>
  );
}

function NotUnderstood({ answer, question, onEdit }: Pick<AnswerProps, 'answer' | 'question' | 'onEdit'>) {
  // The question back names them already, most of the time; a refusal says itself what it is about.
  const said = answer.clarification?.question ?? answer.answer;
  const words = answer.explain.words
    .filter((word) => answer.status !== 'refused' && word.status === 'not_understood' && !said.includes(word.text))
    .map((word) => `“${word.text}”`);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-ink-soft">
      {words.length > 0 && <p>Not understood: {words.join(', ')}.</p>}
      <Button className="no-print" onClick={() => onEdit(question)}>
        <Icon name="edit" /> Edit the question
      </Button>
    </div>
  );
}

function EmptyHint({ answer }: { answer: Answer }) {
  const filters =
    (answer.explain.interpretation?.filters.length ?? 0) + (answer.explain.interpretation?.time_range == null ? 0 : 1);
  return (
    <p className="rounded-lg bg-sunken px-4 py-3 text-ink-soft">
      No row matches.{filters > 0 ? ' Take away a filter or the period above to see where the rows end.' : ''}
    </p>
  );
}

function Caveats({ answer }: { answer: Answer }) {
  if (answer.explain.assumptions.length === 0) return null;
  return (
    <div className="border-l-2 border-caution pl-3 text-sm text-ink-soft">
      <p className="sr-only">Assumptions</p>
      {answer.explain.assumptions.slice(0, 3).map((assumption, index) => (
        <p key={index}>{assumption}</p>
      ))}
    </div>
  );
}

function Suggestions(props: { title: string; questions: readonly string[]; onAsk: (question: string) => void }) {
  if (props.questions.length === 0) return null;
  return (
    <div className="no-print flex flex-wrap items-center gap-2 border-t border-line bg-sunken px-4 py-3 sm:px-6">
      <span className="text-sm text-ink-soft">{props.title}</span>
      {props.questions.slice(0, 3).map((question) => (
        <button
          key={question}
          type="button"
          onClick={() => props.onAsk(question)}
          className="rounded-lg border border-line bg-surface px-3 py-1 text-left text-sm transition-colors hover:border-accent"
        >
          {question}
        </button>
      ))}
    </div>
  );
}

const toOption = (question: string) => ({ label: question, question });
