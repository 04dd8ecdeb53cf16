import type { Role } from '@copilot/contracts';

/** One piece of what retrieval knows. `roles` are those that may read everything it speaks of. */
export interface KnowledgeDocument {
  readonly id: string;
  readonly kind: 'view' | 'metric' | 'join' | 'filter' | 'rule' | 'verified_question' | 'note';
  readonly title: string;
  readonly content: string;
  readonly roles: readonly Role[];
  readonly source: string;
}
