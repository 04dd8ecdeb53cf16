import type { ComponentProps } from 'react';

const KINDS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong font-medium border border-transparent',
  plain: 'border border-line bg-surface hover:bg-hover',
  ghost: 'border border-transparent text-ink-soft hover:bg-hover hover:text-ink',
  danger: 'border border-line text-bad hover:bg-bad-wash bg-surface',
} as const;
const SIZES = {
  small: 'h-8 px-2.5 text-sm gap-1.5 rounded-lg',
  medium: 'h-10 px-4 gap-2 rounded-xl',
  icon: 'size-8 rounded-lg',
} as const;

export interface ButtonLook {
  kind?: keyof typeof KINDS;
  size?: keyof typeof SIZES;
}

/** The classes of a button, for links and for parts of the component library that look like one. */
export function buttonClass({ kind = 'plain', size = 'small' }: ButtonLook = {}): string {
  return `inline-flex items-center justify-center whitespace-nowrap transition-colors disabled:opacity-60 disabled:cursor-not-allowed ${KINDS[kind]} ${SIZES[size]}`;
}

export function Button({
  kind,
  size,
  className = '',
  type = 'button',
  ...rest
}: ComponentProps<'button'> & ButtonLook) {
  return <button type={type} className={`${buttonClass({ kind, size })} ${className}`} {...rest} />;
}
