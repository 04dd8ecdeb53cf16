import type { ResultColumn } from '@copilot/contracts';

/** A column's name as it stands at an axis. */
export function columnTitle(column: ResultColumn | undefined): string {
  const text = column?.label ?? column?.name.replaceAll('_', ' ') ?? '';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
