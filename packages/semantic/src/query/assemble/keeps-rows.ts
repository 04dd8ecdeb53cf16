import { chooseJoinPath, fansOut } from '../../plan/join-path.js';
import type { Assembly } from './assembly.js';

/** Whether joining one dataset to another leaves the number of rows as it is. */
export function keepsRows(assembly: Assembly, from: string, to: string): boolean {
  const { model } = assembly;
  const path = chooseJoinPath(model, from, to);
  return path !== null && !fansOut(path);
}
