import { Icon } from './icon';

/** A field that narrows a list while one types. */
export function SearchField(props: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <label className="relative block">
      <span className="sr-only">{props.label}</span>
      <Icon name="search" className="pointer-events-none absolute left-3 top-3 text-ink-soft" />
      <input
        type="search"
        className="field h-10 pl-9"
        placeholder={props.label}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </label>
  );
}
