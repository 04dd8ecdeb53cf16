/** Name and mark of the product. */
export function Brand() {
  return (
    <span className="inline-flex items-center gap-2.5 font-semibold tracking-tight">
      <svg viewBox="0 0 32 32" className="size-7" aria-hidden="true">
        <rect width="32" height="32" rx="8" className="fill-accent" />
        <path
          d="M9 21v-4M14 21V11M19 21v-7M24 21v-2"
          className="stroke-on-accent"
          strokeWidth="2.6"
          strokeLinecap="round"
        />
        <circle cx="24" cy="12" r="2.4" className="fill-on-accent" />
      </svg>
      Analytics Copilot
    </span>
  );
}
