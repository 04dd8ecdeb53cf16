import type { Role } from '@copilot/contracts';
import type { Embedder } from './create-embedder.js';
import type { KnowledgeDocument } from './knowledge-document.js';
import type { KnowledgeSearch, VerifiedQuestion } from './retrieve-knowledge.js';

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

/** Questions that a person has vouched for. */
export interface VerifiedQuestions {
  list(): Promise<(VerifiedQuestion & { readonly id: string; readonly roles: readonly Role[] })[]>;
  find(question: string, role: Role): Promise<VerifiedQuestion | null>;
}

export interface KnowledgeBase extends KnowledgeSearch {
  /** Writes all documents anew. *Returns* how many there are and whether they have vectors. */
  index(signal: AbortSignal): Promise<{ readonly documents: number; readonly embedded: boolean }>;
}

const DOCUMENTS_PER_QUESTION = 16;

/**
 * What retrieval knows: documents of the model, the operator's files and verified questions, in the database's store. When vectors
 * cannot be had, documents are kept and found by their words alone.
 */
export function createKnowledgeBase(needs: {
  readonly store: DocumentStore;
  readonly verified: VerifiedQuestions;
  readonly embedder: Embedder;
  /** Read at each indexing, so that a file that was added is found. */
  readonly documents: () => readonly KnowledgeDocument[];
}): KnowledgeBase {
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
      return { documents: documents.length, embedded: vectors.ok };
    },
    async search(question, role, signal) {
      try {
        const vectors = await needs.embedder.embed([question], signal);
        const embedding = vectors.ok ? (vectors.value[0] ?? null) : null;
        const [documents, verified] = await Promise.all([
          needs.store.search({ embedding, text: question, role, limit: DOCUMENTS_PER_QUESTION }),
          needs.verified.find(question, role),
        ]);
        const found = documents.map(({ id, kind, title, content, score }) => ({ id, kind, title, content, score }));
        return { ok: true, value: { documents: found, verified } };
      } catch {
        return {
          ok: false,
          problem: { code: 'database.unreachable', message: 'The documents could not be searched.' },
        };
      }
    },
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
