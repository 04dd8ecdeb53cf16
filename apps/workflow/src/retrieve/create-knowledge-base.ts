import type { Role } from '@copilot/contracts';
import type { Embedder } from './create-embedder.js';
import type { VerifiedQuestions } from './create-verified-book.js';
import { createVerifiedBook } from './create-verified-book.js';
import type { KnowledgeDocument } from './knowledge-document.js';
import { createRecentMap } from '../recent-map.js';
import type { Found, KnowledgeSearch, VerifiedQuestion } from './retrieve-knowledge.js';

/** Where documents are kept and found. The rag store of `@copilot/database` fits. */
export interface DocumentStore {
  replaceAll(documents: readonly StoredDocument[]): Promise<void>;
  search(query: {
    embedding: readonly number[] | null;
    text: string;
    role: Role;
    limit: number;
  }): Promise<FoundDocument[]>;
}

interface StoredDocument {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly content: string;
  readonly roles: readonly Role[];
  readonly source: string;
  readonly embedding: readonly number[] | null;
}

interface FoundDocument {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly content: string;
  readonly score: number;
}

export interface KnowledgeBase extends KnowledgeSearch {
  /** The role's verified questions, newest first. */
  verifiedOf(role: Role): Promise<readonly VerifiedQuestion[]>;
  /** Writes all documents anew. *Returns* how many there are and whether they have vectors. */
  index(signal: AbortSignal): Promise<{ readonly documents: number; readonly embedded: boolean }>;
}

const DOCUMENTS_PER_QUESTION = 16;
const KEPT_SEARCHES = 500;
/** Another copy of this service may have indexed anew. */
const SEARCH_HOLDS_MS = 60_000;

/**
 * What retrieval knows: documents of the model, the operator's files and verified questions, in the database's store. When vectors
 * cannot be had, documents are kept and found by their words alone. What was found for a question holds for a minute, or until indexing.
 */
export function createKnowledgeBase(needs: {
  readonly store: DocumentStore;
  readonly verified: VerifiedQuestions;
  readonly embedder: Embedder;
  /** Read at each indexing, so that a file that was added is found. */
  readonly documents: () => readonly KnowledgeDocument[];
}): KnowledgeBase {
  const book = createVerifiedBook(needs.verified);
  const known = createRecentMap<Found>({ capacity: KEPT_SEARCHES, ttlMs: SEARCH_HOLDS_MS });
  return {
    async index(signal) {
      const verified = (await needs.verified.list()).map(toDocument);
      const documents = [...needs.documents(), ...verified];
      const texts = documents.map(({ title, content }) => `${title.replace(/[_:]/g, ' ')} ${content}`);
      const vectors = await needs.embedder.embed(texts, signal);
      await needs.store.replaceAll(
        documents.map(({ id, kind, title, content, roles, source }, index) => ({
          id,
          kind,
          title,
          content,
          source,
          roles,
          embedding: vectors.ok ? (vectors.value[index] ?? null) : null,
        })),
      );
      known.clear();
      return { documents: documents.length, embedded: vectors.ok };
    },
    async search(question, role, signal) {
      const key = `${role} ${question}`;
      const kept = known.get(key);
      if (kept !== undefined) return { ok: true, value: kept };
      try {
        const vectors = await needs.embedder.embed([question], signal);
        const embedding = vectors.ok ? (vectors.value[0] ?? null) : null;
        const documents = await needs.store.search({ embedding, text: question, role, limit: DOCUMENTS_PER_QUESTION });
        const found = {
          documents: documents.map(({ id, kind, title, content, score }) => ({ id, kind, title, content, score })),
        };
        if (vectors.ok) known.set(key, found);
        return { ok: true, value: found };
      } catch {
        return {
          ok: false,
          problem: { code: 'database.unreachable', message: 'The documents could not be searched.' },
        };
      }
    },
    findVerified: (question, role) => book.lookUp(question, role),
    verifiedOf: (role) => book.list(role),
  };
}

const toDocument = (entry: Awaited<ReturnType<VerifiedQuestions['list']>>[number]): KnowledgeDocument => ({
  id: `verified_question:${entry.id}`,
  kind: 'verified_question',
  title: entry.question,
  content: entry.sql,
  roles: entry.roles,
  source: 'verified questions',
});
