// What other parts and the tests of whole trips may use of this service; it is started by main.js.
export { answerQuestion, type AnswerNeeds } from './answer-question.js';
export { createService, type ServiceNeeds } from './create-service.js';
export { loadEnv, SettingsError, type Env } from './env.js';
export { createServer, type Service } from './http/create-server.js';
export type { SpendingRecord } from './language-model/create-model-budget.js';
export { createModelBudget } from './language-model/create-model-budget.js';
export { createModelChain, type ModelChain } from './language-model/create-model-chain.js';
export { createReplyCache } from './language-model/create-reply-cache.js';
export { createStatementWriter, type StatementWriter } from './language-model/create-statement-writer.js';
export { createEndpointEmbedder, createOfflineEmbedder, type Embedder } from './retrieve/create-embedder.js';
export { wireService, type WiredService } from './wire-service.js';
export { embedText } from './retrieve/embed-text.js';
