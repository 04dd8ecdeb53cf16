import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

const LOOKS = {
  bad: { box: 'border-bad/30 bg-bad-wash', sign: 'text-bad', icon: 'warn' },
  caution: { box: 'border-caution/30 bg-caution-wash', sign: 'text-caution', icon: 'warn' },
  calm: { box: 'border-line bg-sunken', sign: 'text-ink-soft', icon: 'ask' },
} as const satisfies Record<string, { box: string; sign: string; icon: IconName }>;

/** A message set apart from the text: what happened in bold, what it means and what to do below. */
export function Notice(props: {
  look: keyof typeof LOOKS;
  icon?: IconName;
  title: string;
  children?: ReactNode;
  role?: 'alert' | 'status';
}) {
  const look = LOOKS[props.look];
  return (
    <div
      role={props.role}
      data-fault={props.role === 'alert' ? '' : undefined}
      className={`flex gap-3 rounded-xl border px-4 py-3 ${look.box}`}
    >
      <Icon name={props.icon ?? look.icon} className={`mt-0.5 size-5 ${look.sign}`} />
      <div className="min-w-0 flex-1 space-y-1.5">
        <p className="font-medium">{props.title}</p>
        {props.children}
      </div>
    </div>
  );
}
