import type { SavedAnswer } from '@copilot/contracts';

/** Saved answers, each visible to its owner alone. Ids that do not exist and ids of others are alike. */
export interface SavedAnswerStore {
  /** Null when the owner holds `most` of them already. */
  add(owner: string, answer: Omit<SavedAnswer, 'id' | 'created_at'>, most: number): Promise<SavedAnswer | null>;
  /** The newest first. `search` looks into titles and questions. */
  list(owner: string, search?: string): Promise<SavedAnswer[]>;
  get(owner: string, id: string): Promise<SavedAnswer | null>;
  rename(owner: string, id: string, title: string): Promise<boolean>;
  remove(owner: string, id: string): Promise<boolean>;
}
