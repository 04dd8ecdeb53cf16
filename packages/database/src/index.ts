export { createPool, type Pool, type PoolOptions } from './connect/create-pool.js';
export { databaseUrls, type DatabaseUrls } from './connect/database-urls.js';
export { quoteIdentifier, quoteLiteral } from './connect/quote.js';
export { loadPolicy, policyFaults } from './policy/load-policy.js';
export { applyPolicy, toGrants } from './policy/apply-policy.js';
export { prepareDatabase, replacePagila as loadPagilaFiles, type PrepareOptions } from './migrate/prepare-database.js';
export { isReplica, prepareAnalytics } from './migrate/prepare-analytics.js';
export { runMigrations } from './migrate/run-migrations.js';
export { generateSampleData } from './sample/generate-sample-data.js';
export { checkRoles, requireWeakRoles } from './walls/check-roles.js';
export { signScope, type ScopeClaim } from './scope/sign-scope.js';
export { createReader, type Reader, type ReaderOptions, type RunInput, type RunResult } from './read/create-reader.js';
export {
  createUserStore,
  type ListedUser,
  type NewUser,
  type User,
  type UserStore,
} from './users/create-user-store.js';
export { createAskerDirectory, type Asker, type AskerDirectory } from './version/create-asker-directory.js';
export {
  createQuestionLedger,
  type Grounds,
  type KeptExchange,
  type QuestionLedger,
} from './version/create-question-ledger.js';
export { createVersionWatch, type VersionWatch } from './version/create-version-watch.js';
export { hashPassword, verifyPassword } from './users/hash-password.js';
export { sampleUsers } from './users/seed-sample-users.js';
export { createLoginLimiter, type LoginAttempt, type LoginLimiter } from './limits/create-login-limiter.js';
export {
  createRateLimiter,
  rateKey,
  type RateDecision,
  type RateLimit,
  type RateLimiter,
} from './limits/create-rate-limiter.js';
export { createAuditStore, type AuditStore } from './audit/create-audit-store.js';
export { cutAudit } from './audit/cut-audit.js';
export { readPublicKeys } from './audit/read-public-keys.js';
export { createSpendingRecord } from './audit/create-spending-record.js';
export { exportAuditHead, readAuditHeads } from './audit/audit-heads.js';
export type {
  AuditDetailRow,
  AuditEntryRow,
  AuditFilter,
  AuditHead,
  AuditRecord,
  AuditStageEvent,
  AuditVerdict,
  SecurityEvent,
} from './audit/audit-record.js';
export {
  createConversationStore,
  toContractTurn,
  type ConversationStore,
  type ConversationSummaryRow,
  type NewTurn,
  type StoredConversation,
  type StoredTurn,
} from './conversations/create-conversation-store.js';
export {
  createSavedAnswerStore,
  type NewSavedAnswer,
  type SavedAnswerRow,
  type SavedAnswerStore,
} from './conversations/create-saved-answer-store.js';
export { removeOldConversations } from './conversations/remove-old-conversations.js';
export { createFeedbackStore, type FeedbackStore, type StoredFeedback } from './conversations/create-feedback-store.js';
export { createRagStore, type RagDocument, type RagHit, type RagStore } from './rag/create-rag-store.js';
export {
  createVerifiedQuestionStore,
  type VerifiedQuestionRow,
  type VerifiedQuestionStore,
} from './rag/create-verified-question-store.js';
