import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toRolePolicy } from '@copilot/contracts';
import { loadModel } from '@copilot/semantic';
import { describe, expect, it } from 'vitest';
import { createSemanticPlanner } from '../plan/create-semantic-planner.js';
import { policy } from '../test/fakes.js';
import { buildDocuments } from './build-documents.js';
import type { DocumentStore } from './create-knowledge-base.js';
import { createKnowledgeBase } from './create-knowledge-base.js';
import type { VerifiedQuestions } from './create-verified-book.js';
import { createOfflineEmbedder } from './create-embedder.js';
import { readKnowledgeFiles } from './read-knowledge-files.js';

const modelFile = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../../models/pagila/${name}`, import.meta.url)), 'utf8');
const planner = createSemanticPlanner(
  loadModel({ semanticModel: modelFile('semantic-model.yaml'), copilot: modelFile('copilot.yaml') }),
);
const documents = buildDocuments(
  policy.roles.map(({ role }) => {
    const rolePolicy = toRolePolicy(policy, role);
    return { role, rolePolicy, roleModel: planner.roleModel(rolePolicy) };
  }),
);

describe('buildDocuments', () => {
  it('names to no role a view or a column that it may not read', () => {
    for (const { role } of policy.roles) {
      const text = documents
        .filter(({ roles }) => roles.includes(role))
        .map(({ content }) => content)
        .join('\n');
      const rolePolicy = toRolePolicy(policy, role);
      for (const view of policy.views) {
        if (!rolePolicy.views.has(view.name)) expect(text).not.toMatch(new RegExp(`\\b${view.name}\\b`));
      }
    }
    const customers = documents.filter(({ title }) => title === 'v_customers');
    expect(customers).toHaveLength(3);
    const ofFinance = customers.find(({ roles }) => roles.includes('finance'));
    expect(ofFinance?.content).not.toMatch(/email|phone|full_name/);
  });

  it('gives every document an id of its own and at least one reader', () => {
    expect(new Set(documents.map(({ id }) => id)).size).toBe(documents.length);
    expect(documents.every(({ roles }) => roles.length > 0)).toBe(true);
    expect(documents.length).toBeGreaterThan(40);
  });
});

describe('readKnowledgeFiles', () => {
  it('makes a document of each heading, for the roles that the header names', () => {
    const folder = mkdtempSync(join(tmpdir(), 'knowledge-'));
    writeFileSync(
      join(folder, 'terms.md'),
      '---\nkind: rule\nroles: [finance]\n---\nAll amounts\nare net.\n\n## Fiscal year\n\nStarts in May.\n',
    );
    writeFileSync(join(folder, 'plain.md'), '## Peak\nSaturday.\n');
    expect(readKnowledgeFiles(folder, 'operator files')).toEqual([
      { id: 'note:plain:1', kind: 'note', title: 'Peak', content: 'Saturday.', roles: ['admin', 'store_manager', 'marketing', 'finance'], source: 'operator files' },
      { id: 'rule:terms:0', kind: 'rule', title: 'terms', content: 'All amounts are net.', roles: ['finance'], source: 'operator files' },
      { id: 'rule:terms:1', kind: 'rule', title: 'Fiscal year', content: 'Starts in May.', roles: ['finance'], source: 'operator files' },
    ]); // prettier-ignore
    writeFileSync(join(folder, 'wrong.md'), '---\nroles: [king]\n---\nText');
    expect(() => readKnowledgeFiles(folder, 'operator files')).toThrow('wrong.md');
    rmSync(folder, { recursive: true });
    expect(readKnowledgeFiles(folder, 'operator files')).toEqual([]);
  });
});

describe('createKnowledgeBase', () => {
  const verified: VerifiedQuestions = {
    list: () =>
      Promise.resolve([
        {
          id: '7',
          question: 'What came in?',
          sql: 'SELECT 1',
          roles: ['finance'],
          verifiedBy: 'admin_user',
          verifiedAt: '2026-01-01',
        },
      ]),
  };

  it('keeps documents with their vectors, verified questions among them', async () => {
    const kept: Parameters<DocumentStore['replaceAll']>[0][number][] = [];
    const store: DocumentStore = {
      replaceAll: (all) => Promise.resolve(void kept.push(...all)),
      search: () => Promise.resolve([]),
    };
    const base = createKnowledgeBase({
      store,
      verified,
      embedder: createOfflineEmbedder(),
      documents: () => documents,
    });
    expect(await base.index(new AbortController().signal)).toEqual({ documents: documents.length + 1, embedded: true });
    expect(kept.at(-1)).toMatchObject({ id: 'verified_question:7', kind: 'verified_question', roles: ['finance'] });
    expect(kept.every(({ embedding }) => embedding?.length === 256)).toBe(true);
  });

  it('keeps and finds documents by their words where vectors cannot be had', async () => {
    const problem = { code: 'language-model.embeddings', message: 'x' };
    const embedder = { embed: () => Promise.resolve({ ok: false as const, problem }) };
    const seen: (readonly number[] | null)[] = [];
    const store: DocumentStore = {
      replaceAll: (all) => Promise.resolve(void seen.push(...all.map(({ embedding }) => embedding))),
      search: ({ embedding }) => {
        seen.push(embedding);
        return Promise.resolve([]);
      },
    };
    const base = createKnowledgeBase({ store, verified, embedder, documents: () => documents });
    const signal = new AbortController().signal;
    expect(await base.index(signal)).toMatchObject({ embedded: false });
    expect((await base.search('revenue', 'finance', signal)).ok).toBe(true);
    expect(seen.every((embedding) => embedding === null)).toBe(true);
  });

  it('looks once for the same question of the same role, until there is something new to find', async () => {
    const asked: string[] = [];
    const store: DocumentStore = {
      replaceAll: () => Promise.resolve(),
      search: ({ text, role }) => {
        asked.push(`${role} ${text}`);
        return Promise.resolve([]);
      },
    };
    const base = createKnowledgeBase({ store, verified, embedder: createOfflineEmbedder(), documents: () => [] });
    const signal = new AbortController().signal;
    for (const role of ['finance', 'finance', 'admin'] as const) await base.search('revenue', role, signal);
    expect(asked).toEqual(['finance revenue', 'admin revenue']);
    await base.index(signal);
    await base.search('revenue', 'finance', signal);
    expect(asked).toHaveLength(3);
  });

  it('says so when the database is away', async () => {
    const store: DocumentStore = {
      replaceAll: () => Promise.resolve(),
      search: () => Promise.reject(new Error('gone')),
    };
    const base = createKnowledgeBase({ store, verified, embedder: createOfflineEmbedder(), documents: () => [] });
    expect(await base.search('revenue', 'finance', new AbortController().signal)).toMatchObject({ ok: false });
  });
});
