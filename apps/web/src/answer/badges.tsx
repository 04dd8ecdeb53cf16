import type { Answer } from '@copilot/contracts';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../ui/icon';
import { formatCell } from './format-cell';

/** What to know of an answer at a glance: who computed it, how sure it is, that it was proven in scope, how fresh and how complete it is. */
export function Badges({ answer }: { answer: Answer }) {
  const { explain, certificate, row_count: rows, truncated } = answer;
  if (answer.status !== 'answered' && explain.planner === 'none') return null;
  return (
    <ul aria-label="About this answer" className="flex flex-wrap gap-1.5 text-sm" data-testid="badges">
      <Planner planner={explain.planner} model={explain.model} />
      {certificate !== null && (
        <Badge icon="shield" look="good">
          Scope certified
        </Badge>
      )}
      <Confidence value={explain.confidence} />
      {answer.status === 'answered' && (
        <Badge icon="table" look={truncated ? 'caution' : 'plain'}>
          {truncated
            ? `First ${answer.data.rows.length} rows; there are more`
            : `${rows} ${rows === 1 ? 'row' : 'rows'}`}
        </Badge>
      )}
      {explain.data_as_of !== null && <Badge icon="clock">Data as of {formatCell(explain.data_as_of, 'date')}</Badge>}
    </ul>
  );
}

function Planner({ planner, model }: { planner: Answer['explain']['planner']; model: string | null }) {
  switch (planner) {
    case 'verified':
      return (
        <Badge icon="check" look="good">
          Verified question
        </Badge>
      );
    case 'semantic':
      return <Badge icon="check">Built-in planner</Badge>;
    case 'llm':
      return (
        <Badge icon="warn" look="caution">
          SQL by a language model{model === null ? '' : `: ${model}`}
        </Badge>
      );
    case 'none':
      return null;
  }
}

function Confidence({ value }: { value: number | null }) {
  if (value === null) return null;
  if (value >= 0.85) return <Badge icon="check">High confidence</Badge>;
  if (value >= 0.6)
    return (
      <Badge icon="warn" look="caution">
        Medium confidence
      </Badge>
    );
  return (
    <Badge icon="warn" look="caution">
      Low confidence
    </Badge>
  );
}

const LOOKS = {
  plain: 'border-line text-ink-soft',
  good: 'border-good/30 bg-good-wash text-good',
  caution: 'border-caution/30 bg-caution-wash text-caution',
} as const;

function Badge({ icon, look = 'plain', children }: { icon: IconName; look?: keyof typeof LOOKS; children: ReactNode }) {
  return (
    <li className={`inline-flex items-center gap-1.5 rounded-full border px-2.5 py-0.5 ${LOOKS[look]}`}>
      <Icon name={icon} className="size-3.5" />
      <span>{children}</span>
    </li>
  );
}
