'use client';

import { useEffect, useId, useState, type KeyboardEvent, type RefObject } from 'react';
import { Icon } from '../ui/icon';
import { useCompletions, type Completion } from './use-completions';

const KIND_WORDS: Record<Completion['kind'], string> = {
  metric: 'figure',
  dimension: 'grouping',
  value: 'value',
  time: 'time',
  filter: 'filter',
  question: 'question',
};

/** The question box: grows with the text, completes names while one types, sends on Enter, breaks the line on Shift+Enter. */
export function Composer(props: {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onText: (text: string) => void;
  onAsk: (question: string) => void;
  busy: boolean;
  onCancel: () => void;
  /** Where the list of completions opens. */
  listSide: 'above' | 'below';
  placeholder: string;
}) {
  const { field, text, onText, onAsk, busy } = props;
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(-1);
  const completions = useCompletions(caret === null ? null : text.slice(0, caret));
  const id = useId();
  const open = completions.length > 0;

  useEffect(() => setActive(-1), [completions]);
  useEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, 220)}px`;
  }, [field, text]);

  function take(completion: Completion) {
    const after = text.slice(completion.end);
    const before = text.slice(0, completion.start) + completion.text;
    const spaced = after === '' || !/^\s/.test(after) ? `${before} ` : before;
    onText(spaced + after);
    setCaret(null);
    requestAnimationFrame(() => field.current?.setSelectionRange(spaced.length, spaced.length));
    field.current?.focus();
  }

  function submit() {
    setCaret(null);
    const question = text.trim();
    if (question !== '') onAsk(question);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.nativeEvent.isComposing) return;
    const chosen = completions[active];
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((index) =>
        index < 0 && step < 0 ? completions.length - 1 : (index + step + completions.length) % completions.length,
      );
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      setCaret(null);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && open && chosen !== undefined) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
  }

  return (
    <form
      className="relative"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="card flex items-end gap-2 border-line-strong p-2 pl-4 shadow-float focus-within:border-accent focus-within:outline-2 focus-within:outline-accent">
        <label htmlFor={`${id}-question`} className="sr-only">
          Your question
        </label>
        <textarea
          ref={field}
          id={`${id}-question`}
          name="question"
          rows={1}
          maxLength={2000}
          value={text}
          placeholder={props.placeholder}
          autoComplete="off"
          enterKeyHint="send"
          aria-autocomplete="list"
          aria-controls={open ? `${id}-list` : undefined}
          aria-activedescendant={open && active >= 0 ? `${id}-${active}` : undefined}
          aria-describedby={`${id}-help`}
          className="max-h-[13.75rem] min-h-9 w-full resize-none bg-transparent py-1.5 text-base leading-6 outline-none"
          onChange={(event) => {
            onText(event.target.value);
            setCaret(event.target.selectionStart);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => setCaret(null)}
        />
        <span id={`${id}-help`} className="sr-only">
          Press Enter to ask, Shift and Enter for a new line. Use the arrow keys to choose a completion.
        </span>
        {busy ? (
          <button
            type="button"
            onClick={props.onCancel}
            aria-label="Stop"
            className="grid size-9 shrink-0 place-items-center rounded-xl bg-ink text-paper"
          >
            <Icon name="stop" />
          </button>
        ) : (
          <button
            type="submit"
            aria-label="Ask"
            disabled={text.trim() === ''}
            className="grid size-9 shrink-0 place-items-center rounded-xl bg-accent text-on-accent transition-colors hover:bg-accent-strong disabled:bg-sunken disabled:text-ink-soft"
          >
            <Icon name="send" className="size-5" />
          </button>
        )}
      </div>
      {open && (
        <ul
          id={`${id}-list`}
          role="listbox"
          aria-label="Completions"
          className={`popup absolute inset-x-0 overflow-hidden p-1 text-left ${props.listSide === 'above' ? 'bottom-full mb-2' : 'top-full mt-2'}`}
        >
          {completions.map((completion, index) => (
            <li
              key={`${completion.kind}-${completion.text}-${index}`}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              className="flex cursor-pointer items-baseline gap-3 rounded-lg px-3 py-1.5 hover:bg-hover aria-selected:bg-hover"
              onPointerDown={(event) => {
                event.preventDefault();
                take(completion);
              }}
            >
              <span className="shrink-0 font-medium">{completion.text}</span>
              <span className="min-w-0 flex-1 truncate text-sm text-ink-soft">{completion.description}</span>
              <span className="shrink-0 text-xs text-ink-soft">{KIND_WORDS[completion.kind]}</span>
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="sr-only">
        {open ? `${completions.length} completions` : ''}
      </p>
    </form>
  );
}
