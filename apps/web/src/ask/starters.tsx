import { Icon } from '../ui/icon';

/** Questions worth asking for this role: a click asks. */
export function Starters({ questions, onAsk }: { questions: readonly string[]; onAsk: (question: string) => void }) {
  if (questions.length === 0) return null;
  return (
    <section aria-label="Questions to start with">
      <ul className="grid gap-2 sm:grid-cols-2">
        {questions.slice(0, 6).map((question) => (
          <li key={question}>
            <button
              type="button"
              onClick={() => onAsk(question)}
              className="group flex h-full w-full items-center justify-between gap-3 rounded-xl border border-line bg-surface px-4 py-3 text-left transition-colors hover:border-line-strong hover:bg-hover"
            >
              <span>{question}</span>
              <Icon name="send" className="size-4 rotate-90 text-ink-soft group-hover:text-accent" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
