import {
  createAuditStore,
  createConversationStore,
  createFeedbackStore,
  createLoginLimiter,
  createPool,
  createRateLimiter,
  createSavedAnswerStore,
  createUserStore,
  createVerifiedQuestionStore,
  databaseUrls,
  readAuditHeads,
  readPublicKeys,
  verifyPassword,
  type Pool,
} from '@copilot/database';
import type { Logger } from 'pino';
import type { Dependencies } from './gateway.module.js';
import { toAuditStore } from './stores/to-audit-store.js';
import { toConversationStore } from './stores/to-conversation-store.js';
import { toFeedbackStore, toVerifiedQuestionStore } from './stores/to-feedback-store.js';
import { toSavedAnswerStore } from './stores/to-saved-answer-store.js';
import { toUserAdministration, toUserStore } from './stores/to-user-store.js';
import { createStoreIds } from './stores/create-store-ids.js';

export type Stores = Pick<
  Dependencies,
  | 'users'
  | 'userAdministration'
  | 'loginLimiter'
  | 'askLimiter'
  | 'events'
  | 'conversations'
  | 'savedAnswers'
  | 'feedback'
  | 'verifiedQuestions'
  | 'audit'
  | 'pingDatabase'
> & { readonly close: () => Promise<void> };

/** Failed logins that are free: people mistype, and offices share one address. */
const loginLimits = { perAccount: 10, perAddress: 100, windowSeconds: 300 };

/** Longer than any statement of the gateway needs; a database that says nothing any more becomes an error instead of a hang. */
const queryTimeoutMs = 30_000;

function withQueryTimeout(url: string): string {
  const bounded = new URL(url);
  bounded.searchParams.set('query_timeout', String(queryTimeoutMs));
  return bounded.href;
}

/** Connects the stores in PostgreSQL; connections are opened when first needed. */
export function connectStores(
  settings: {
    databaseUrl: string;
    databaseSecret: string | undefined;
    analyticsDatabaseUrl?: string | undefined;
    databaseConnections: number;
    askRatePerMinute: number;
    auditHeadsFolder: string | undefined;
    certificatePublicKey?: string | undefined;
  },
  log: Logger,
): Stores {
  const { databaseUrl, databaseSecret } = settings;
  const ownUrl =
    databaseSecret === undefined ? databaseUrl : databaseUrls({ baseUrl: databaseUrl, secret: databaseSecret }).app;
  const url = withQueryTimeout(ownUrl);
  const pool: Pool = createPool(url, {
    max: settings.databaseConnections,
    applicationName: 'copilot-api',
    onIdleError: (error) => log.warn({ err: error }, 'an idle database connection was lost'),
  });
  // The hash that unknown names are checked against is made now, not with the first of them.
  void verifyPassword(null, '').catch(() => undefined);
  const users = createUserStore(pool);
  const audit = createAuditStore(pool);
  const analyticsPool = connectAnalytics(settings);
  const stores = analyticsPool === undefined ? users : createUserStore(analyticsPool);
  const readStoreIds = createStoreIds({ read: () => stores.listStoreIds(), now: Date.now });
  const questions = { limit: settings.askRatePerMinute };
  return {
    users: toUserStore(users, readStoreIds, questions),
    userAdministration: toUserAdministration(users, readStoreIds),
    loginLimiter: createLoginLimiter(pool, loginLimits),
    askLimiter: createRateLimiter(pool, questions),
    events: { append: async (event) => void (await audit.appendSecurityEvent(event)) },
    conversations: toConversationStore(createConversationStore(pool)),
    savedAnswers: toSavedAnswerStore(createSavedAnswerStore(pool)),
    feedback: toFeedbackStore(createFeedbackStore(pool)),
    verifiedQuestions: toVerifiedQuestionStore(createVerifiedQuestionStore(pool)),
    audit: toAuditStore(audit, {
      readHeads: async () => (settings.auditHeadsFolder === undefined ? [] : readAuditHeads(settings.auditHeadsFolder)),
      readKeys: () => readPublicKeys(settings.auditHeadsFolder, settings.certificatePublicKey),
    }),
    pingDatabase: async () => void (await pool.query('SELECT 1')),
    close: async () => void (await Promise.all([pool.end(), analyticsPool?.end()])),
  };
}

/** One connection to the database of the business, under the same login; none where all lies in one database. */
function connectAnalytics(settings: {
  databaseSecret: string | undefined;
  analyticsDatabaseUrl?: string | undefined;
}): Pool | undefined {
  const { analyticsDatabaseUrl: baseUrl, databaseSecret: secret } = settings;
  if (baseUrl === undefined || secret === undefined) return undefined;
  const url = withQueryTimeout(databaseUrls({ baseUrl, secret }).app);
  return createPool(url, { max: 1, applicationName: 'copilot-api-stores' });
}
