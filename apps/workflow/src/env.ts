import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { TraceTarget } from './observe/create-trace-exporter.js';

/** The four models that are tried when nothing else is set: free ones, weakest guarantees, so the chain matters. */
const FREE_MODEL = 'meta-llama/llama-3.2-3b-instruct:free';
const FREE_FALLBACKS =
  'google/gemma-2-9b-it:free,microsoft/phi-3-mini-128k-instruct:free,qwen/qwen2.5-7b-instruct:free';

const repositoryRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const blankIsUnset = (value: unknown): unknown => (value === '' ? undefined : value);
const text = (fallback: string) => z.preprocess(blankIsUnset, z.string().default(fallback));
const optionalText = z.preprocess(blankIsUnset, z.string().optional());
const wholeNumber = (fallback: number, min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.preprocess(
    blankIsUnset,
    z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error }).default(fallback),
  );
};
const fraction = (fallback: number) => {
  const error = 'must be a number from 0 to 1';
  return z.preprocess(blankIsUnset, z.coerce.number({ error }).min(0, { error }).max(1, { error }).default(fallback));
};
const httpUrl = (fallback: string) =>
  z.preprocess(blankIsUnset, z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).default(fallback));
const optionalHttpUrl = z.preprocess(
  blankIsUnset,
  z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional(),
);

const SettingsSchema = z.object({
  NODE_ENV: text('development'),
  LOG_LEVEL: z.preprocess(blankIsUnset, z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info')),
  WORKFLOW_PORT: wholeNumber(3002, 0, 65535),
  /** Address to listen on. Loopback unless the service stands alone in a private network, as in the compose file. */
  WORKFLOW_HOST: text('127.0.0.1'),
  INTERNAL_TOKEN: z.string({ error: 'must be set: the shared secret of API and workflow service' }).min(16, {
    error: 'must be 16 characters or longer',
  }),
  INTERNAL_TOKEN_PREVIOUS: z.preprocess(blankIsUnset, z.string().min(16).optional()),
  DATABASE_URL: z.string({ error: 'must be set: the PostgreSQL connection string' }).min(1),
  /** Where questions read, when that is not DATABASE_URL: a replica, or the database of the business. */
  ANALYTICS_DATABASE_URL: optionalText,
  DATABASE_SECRET: z.string({ error: 'must be set: the secret that the database passwords are derived from' }).min(16),
  SCOPE_KEY: z.string({ error: 'must be set: the key that signs the scope' }).min(16),
  CERTIFICATE_PRIVATE_KEY: z
    .string({ error: 'must be set: the Ed25519 key (PEM, or base64 of PKCS#8) that signs certificates' })
    .min(40),
  COPILOT_PLANNER: z.preprocess(
    blankIsUnset,
    z.enum(['semantic', 'llm', 'auto'], { error: 'must be semantic, llm or auto' }).default('auto'),
  ),
  /** Readings of the built-in planner that it is less sure of than this are put to the language model as well. */
  SECOND_READING_BELOW: fraction(0.6),
  OPENROUTER_BASE_URL: httpUrl('https://openrouter.ai/api/v1'),
  OPENROUTER_API_KEY: optionalText,
  OPENROUTER_MODEL: text(FREE_MODEL),
  OPENROUTER_FALLBACK_MODELS: z.string().default(FREE_FALLBACKS),
  EMBEDDINGS_MODEL: optionalText,
  WORKFLOW_TIMEOUT_MS: wholeNumber(45_000, 500, 600_000),
  STATEMENT_TIMEOUT_MS: wholeNumber(5_000, 100, 60_000),
  /** Statements that run at once at most; the others wait their turn. */
  STATEMENTS_AT_ONCE: wholeNumber(availableParallelism() + 2, 1, 64),
  /** Megabytes of rows that are given again while the data are the same; 0: every question reads. */
  KEPT_ROWS_MB: wholeNumber(32, 0, 4_096),
  /** Tokens of the language model that one user may spend in a day; 0 for no bound. */
  MODEL_TOKENS_PER_USER_AND_DAY: wholeNumber(2_000_000, 0, 1_000_000_000),
  /** OpenTelemetry's own names; without an endpoint nothing is sent. */
  OTEL_SDK_DISABLED: text('false'),
  OTEL_SERVICE_NAME: text('copilot-workflow'),
  OTEL_EXPORTER_OTLP_ENDPOINT: optionalHttpUrl,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: optionalHttpUrl,
  OTEL_EXPORTER_OTLP_HEADERS: text(''),
  POLICY_FILE: text(resolve(repositoryRoot, 'models/pagila/policy.yaml')),
  MODEL_FOLDER: text(resolve(repositoryRoot, 'models/pagila')),
  /** Folder of Markdown files that an operator adds to what retrieval knows; unset: `knowledge` in COPILOT_HOME. */
  KNOWLEDGE_FOLDER: optionalText,
  COPILOT_HOME: text(resolve(repositoryRoot, '.copilot')),
});

/** The settings of this service, in the words of the code. */
export interface Env {
  readonly production: boolean;
  readonly logLevel: string;
  readonly host: string;
  readonly port: number;
  readonly internalToken: string;
  readonly internalTokenPrevious: string | undefined;
  readonly databaseUrl: string;
  readonly analyticsDatabaseUrl: string;
  readonly databaseSecret: string;
  readonly scopeKey: string;
  readonly certificatePrivateKey: string;
  readonly planner: 'semantic' | 'llm' | 'auto';
  readonly secondReadingBelow: number;
  readonly languageModel: {
    readonly baseUrl: string;
    readonly apiKey: string | null;
    readonly models: readonly string[];
    readonly embeddingsModel: string | null;
    readonly tokensPerUserAndDay: number;
  };
  readonly timeoutMs: number;
  /** Where traces go; null: nowhere. */
  readonly traces: TraceTarget | null;
  readonly statementTimeoutMs: number;
  readonly statementsAtOnce: number;
  /** Room for rows that are given again; 0 keeps none. */
  readonly keptRowsBytes: number;
  readonly policyFile: string;
  readonly modelFolder: string;
  /** Folders of Markdown files: the ones that come with the product, and the operator's. */
  readonly knowledgeFolders: readonly string[];
}

/** What is wrong with the settings, one line each, to be printed before the process ends. */
export class SettingsError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The workflow service cannot start:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'SettingsError';
  }
}

/** Reads the environment once. *Throws* `SettingsError` with every fault at once. */
export function loadEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const parsed = SettingsSchema.safeParse(source);
  const faults = parsed.success
    ? productionFaults(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  if (!parsed.success || faults.length > 0) throw new SettingsError(faults);
  const settings = parsed.data;
  return {
    production: settings.NODE_ENV === 'production',
    logLevel: settings.LOG_LEVEL,
    host: settings.WORKFLOW_HOST,
    port: settings.WORKFLOW_PORT,
    internalToken: settings.INTERNAL_TOKEN,
    internalTokenPrevious: settings.INTERNAL_TOKEN_PREVIOUS,
    databaseUrl: settings.DATABASE_URL,
    analyticsDatabaseUrl: settings.ANALYTICS_DATABASE_URL ?? settings.DATABASE_URL,
    databaseSecret: settings.DATABASE_SECRET,
    scopeKey: settings.SCOPE_KEY,
    certificatePrivateKey: settings.CERTIFICATE_PRIVATE_KEY,
    planner: settings.COPILOT_PLANNER,
    secondReadingBelow: settings.SECOND_READING_BELOW,
    languageModel: {
      baseUrl: settings.OPENROUTER_BASE_URL.replace(/\/+$/, ''),
      apiKey: settings.OPENROUTER_API_KEY ?? null,
      models: [settings.OPENROUTER_MODEL, ...toList(settings.OPENROUTER_FALLBACK_MODELS)],
      embeddingsModel: settings.EMBEDDINGS_MODEL ?? null,
      tokensPerUserAndDay: settings.MODEL_TOKENS_PER_USER_AND_DAY,
    },
    timeoutMs: settings.WORKFLOW_TIMEOUT_MS,
    traces: toTraceTarget(settings),
    statementTimeoutMs: settings.STATEMENT_TIMEOUT_MS,
    statementsAtOnce: settings.STATEMENTS_AT_ONCE,
    keptRowsBytes: settings.KEPT_ROWS_MB * 1024 * 1024,
    policyFile: settings.POLICY_FILE,
    modelFolder: settings.MODEL_FOLDER,
    knowledgeFolders: [
      resolve(repositoryRoot, 'apps/workflow/knowledge'),
      settings.KNOWLEDGE_FOLDER ?? resolve(settings.COPILOT_HOME, 'knowledge'),
    ],
  };
}

function toTraceTarget(settings: z.infer<typeof SettingsSchema>): TraceTarget | null {
  const base = settings.OTEL_EXPORTER_OTLP_ENDPOINT;
  const url = settings.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? (base && `${base.replace(/\/+$/, '')}/v1/traces`);
  if (!url || settings.OTEL_SDK_DISABLED === 'true') return null;
  const pairs = toList(settings.OTEL_EXPORTER_OTLP_HEADERS).map((pair) => pair.split(/=(.*)/s));
  const headers = Object.fromEntries(
    pairs.map(([name = '', value = '']) => [name.trim(), decodeURIComponent(value.trim())]),
  );
  return { url, headers, serviceName: settings.OTEL_SERVICE_NAME };
}

function productionFaults(settings: z.infer<typeof SettingsSchema>): string[] {
  const faults: string[] = [];
  if (settings.COPILOT_PLANNER === 'llm' && settings.OPENROUTER_API_KEY === undefined)
    faults.push('OPENROUTER_API_KEY must be set when COPILOT_PLANNER is llm (any text will do for a local endpoint)');
  if (settings.NODE_ENV !== 'production') return faults;
  if (Buffer.byteLength(settings.INTERNAL_TOKEN) < 32 || settings.INTERNAL_TOKEN.startsWith('change-me'))
    faults.push('INTERNAL_TOKEN must be 32 bytes or longer in production and must not be change-me');
  return faults;
}

const toList = (value: string): string[] =>
  value
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** The version that `GET /health` names. */
export function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(resolve(repositoryRoot, 'package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(manifest).version;
}
