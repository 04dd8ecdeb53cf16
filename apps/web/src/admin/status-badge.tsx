const LOOKS: Record<string, string> = {
  answered: 'bg-good-wash text-good',
  ok: 'bg-good-wash text-good',
  needs_clarification: 'bg-accent-wash text-accent',
  refused: 'bg-sunken text-ink-soft',
  blocked: 'bg-caution-wash text-caution',
  denied: 'bg-caution-wash text-caution',
  failed: 'bg-bad-wash text-bad',
};

/** A status in a word, coloured as well. */
export function StatusBadge({ status }: { status: string }) {
  return (
    <span
      className={`inline-block whitespace-nowrap rounded-full px-2 py-0.5 text-sm ${LOOKS[status] ?? 'bg-sunken text-ink-soft'}`}
    >
      {status.replaceAll('_', ' ')}
    </span>
  );
}
