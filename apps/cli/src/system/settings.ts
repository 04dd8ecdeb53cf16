import { availableParallelism } from 'node:os';
import { isAbsolute, resolve } from 'node:path';
import { Fault } from '../fault.js';

/** Everything that `npm start` and the other commands can be told, checked. */
export interface Settings {
  readonly root: string;
  readonly home: string;
  readonly host: string;
  readonly ports: { readonly api: number; readonly web: number; readonly workflow: number; readonly postgres: number };
  /** Unset: the embedded database. */
  readonly databaseUrl: string | undefined;
  /** Where questions read, when that is another database or a replica. */
  readonly analyticsDatabaseUrl: string | undefined;
  /** A pooler before `databaseUrl`, for the services. */
  readonly poolerUrl: string | undefined;
  readonly production: boolean;
  readonly sampleUsers: boolean;
  readonly sampleScale: number;
  readonly files: { readonly schemaFile?: string; readonly dataFile?: string };
  /** Whether files of Pagila in the root of the clone are loaded when none are named. */
  readonly useFilesOfClone: boolean;
  readonly planner: string;
  readonly hasModelKey: boolean;
  readonly given: GivenSecrets;
}

/** Secrets that the person set; the others are generated. */
export interface GivenSecrets {
  readonly jwtSecret?: string;
  readonly internalToken?: string;
  readonly databaseSecret?: string;
  readonly scopeKey?: string;
  readonly certificatePrivateKey?: string;
  readonly jwtSecretPrevious?: string;
  readonly internalTokenPrevious?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Checks all settings and reports every fault at once, each with what to do. */
export function readSettings(root: string, environment: Environment): Settings {
  const faults: string[] = [];
  const report = (sentence: string): void => void faults.push(sentence);
  const value = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const production = value('NODE_ENV') === 'production';
  const host = value('HOST') ?? '127.0.0.1';
  if (!/^[A-Za-z0-9.:_-]+$/.test(host)) report(`HOST is "${host}": use an address such as 127.0.0.1 or 0.0.0.0.`);

  const port = (name: string, preset: number): number =>
    readNumber({ name, text: value(name), preset, min: 1, max: 65_535, report });
  const ports = {
    api: port('API_PORT', 3000),
    web: port('WEB_PORT', 3001),
    workflow: port('WORKFLOW_PORT', 3002),
    postgres: port('POSTGRES_PORT', 5433),
  };
  reportEqualPorts(ports, value('DATABASE_URL') === undefined, report);

  const databaseUrl = value('DATABASE_URL');
  const analyticsDatabaseUrl = value('ANALYTICS_DATABASE_URL');
  const poolerUrl = value('DATABASE_POOLER_URL');
  const addresses = {
    DATABASE_URL: databaseUrl,
    ANALYTICS_DATABASE_URL: analyticsDatabaseUrl,
    DATABASE_POOLER_URL: poolerUrl,
  };
  for (const [name, address] of Object.entries(addresses)) {
    if (address === undefined) continue;
    reportDatabaseUrl(name, address, report);
    if (databaseUrl === undefined) report(`${name} is set and DATABASE_URL is not: set both, or leave both out.`);
  }

  const planner = value('COPILOT_PLANNER') ?? 'auto';
  if (!['auto', 'semantic', 'llm'].includes(planner)) {
    report(`COPILOT_PLANNER is "${planner}": use auto, semantic or llm, or leave it out for auto.`);
  }
  const hasModelKey = value('OPENROUTER_API_KEY') !== undefined || value('OPENROUTER_BASE_URL') !== undefined;
  if (planner === 'llm' && !hasModelKey) {
    report(
      'COPILOT_PLANNER is llm and no language model is set: set OPENROUTER_API_KEY (or OPENROUTER_BASE_URL of a local one), or use auto.',
    );
  }
  const baseUrl = value('OPENROUTER_BASE_URL');
  if (baseUrl !== undefined && !/^https?:\/\/[^\s]+$/.test(baseUrl)) {
    report(`OPENROUTER_BASE_URL is "${baseUrl}": use an address that begins with https:// or http://.`);
  }
  reportServiceSettings(value, report);
  const sampleScale = readNumber({
    name: 'SAMPLE_SCALE',
    text: value('SAMPLE_SCALE'),
    preset: 1,
    min: 1,
    max: 1000,
    report,
  });
  const sampleUsers = readSwitch(value('SEED_SAMPLE_USERS'), !production && isLoopback(host), report);

  const given: GivenSecrets = {
    jwtSecret: value('JWT_SECRET'),
    internalToken: value('INTERNAL_TOKEN'),
    databaseSecret: value('DATABASE_SECRET'),
    scopeKey: value('SCOPE_KEY'),
    certificatePrivateKey: value('CERTIFICATE_PRIVATE_KEY'),
    jwtSecretPrevious: value('JWT_SECRET_PREVIOUS'),
    internalTokenPrevious: value('INTERNAL_TOKEN_PREVIOUS'),
  };
  if (production) {
    reportWeakSecret('JWT_SECRET', given.jwtSecret, report);
    reportWeakSecret('INTERNAL_TOKEN', given.internalToken, report);
    if (given.jwtSecret !== undefined && given.jwtSecret === given.internalToken) {
      report('JWT_SECRET and INTERNAL_TOKEN are the same: use two different values.');
    }
  }

  if (faults.length > 0) {
    const title = faults.length === 1 ? 'A setting is wrong' : `${faults.length} settings are wrong`;
    throw new Fault(`${title}; nothing was started:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
  return {
    root,
    home: absolute(root, value('COPILOT_HOME') ?? '.copilot'),
    host,
    ports,
    databaseUrl,
    analyticsDatabaseUrl,
    poolerUrl,
    production,
    sampleUsers,
    sampleScale,
    files: {
      schemaFile: optionalPath(root, value('PAGILA_SCHEMA_FILE')),
      dataFile: optionalPath(root, value('PAGILA_DATA_FILE')),
    },
    useFilesOfClone: true,
    planner,
    hasModelKey,
    given,
  };
}

/** Whether only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

/** What the parts read for themselves: checked here as well, so that a wrong one is told before anything is started. */
function reportServiceSettings(value: (name: string) => string | undefined, report: (sentence: string) => void): void {
  for (const [name, preset, min, max] of serviceNumbers)
    readNumber({ name, text: value(name), preset, min, max, report });
  const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'];
  const level = value('LOG_LEVEL');
  if (level !== undefined && !levels.includes(level))
    report(`LOG_LEVEL is "${level}": use one of ${levels.join(', ')}.`);
}

const serviceNumbers: readonly (readonly [name: string, preset: number, min: number, max: number])[] = [
  ['WORKFLOW_TIMEOUT_MS', 45_000, 500, 600_000],
  ['STATEMENT_TIMEOUT_MS', 5000, 100, 60_000],
  ['KEPT_ROWS_MB', 32, 0, 4_096],
  ['STATEMENTS_AT_ONCE', availableParallelism() + 2, 1, 64],
  ['ASK_RATE_PER_MINUTE', 120, 1, 1_000_000],
  ['RUNNING_QUESTIONS', 128, 2, 10_000],
  ['TOKEN_LIFETIME_SECONDS', 3600, 60, 86_400],
  ['API_DATABASE_CONNECTIONS', 8, 1, 200],
  ['SHUTDOWN_GRACE_MS', 10_000, 0, 600_000],
  ['MODEL_TOKENS_PER_USER_AND_DAY', 2_000_000, 0, 1_000_000_000],
];

interface NumberSetting {
  readonly name: string;
  readonly text: string | undefined;
  readonly preset: number;
  readonly min: number;
  readonly max: number;
  readonly report: (sentence: string) => void;
}

function readNumber({ name, text, preset, min, max, report }: NumberSetting): number {
  if (text === undefined) return preset;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= min && number <= max) return number;
  report(`${name} is "${text}": use a whole number from ${min} to ${max}, or leave it out for ${preset}.`);
  return preset;
}

function readSwitch(text: string | undefined, preset: boolean, report: (sentence: string) => void): boolean {
  if (text === undefined) return preset;
  if (/^(true|1|yes|on)$/i.test(text)) return true;
  if (/^(false|0|no|off)$/i.test(text)) return false;
  report(`SEED_SAMPLE_USERS is "${text}": use true or false.`);
  return preset;
}

function reportEqualPorts(ports: Settings['ports'], embedded: boolean, report: (sentence: string) => void): void {
  const named: [string, number][] = [
    ['API_PORT', ports.api],
    ['WEB_PORT', ports.web],
    ['WORKFLOW_PORT', ports.workflow],
  ];
  if (embedded) named.push(['POSTGRES_PORT', ports.postgres]);
  named.forEach(([name, port], index) => {
    const twin = named.slice(index + 1).find(([, other]) => other === port);
    if (twin) report(`${name} and ${twin[0]} are both ${port}: give each a port of its own.`);
  });
}

function reportDatabaseUrl(name: string, text: string, report: (sentence: string) => void): void {
  const wanted = 'use postgres://USER:PASSWORD@HOST:PORT/DATABASE, or leave it out for the embedded database';
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    report(`${name} is not an address: ${wanted}.`);
    return;
  }
  if (!/^postgres(ql)?:$/.test(url.protocol) || url.pathname.length < 2) {
    report(`${name} is not the address of a PostgreSQL database: ${wanted}.`);
  }
}

function reportWeakSecret(name: string, secret: string | undefined, report: (sentence: string) => void): void {
  const wanted = 'set it to 32 random bytes or more, for instance the output of `openssl rand -base64 48`';
  if (secret === undefined) report(`${name} is not set, and NODE_ENV is production: ${wanted}.`);
  else if (/change-?me/i.test(secret)) report(`${name} is a well-known example value: ${wanted}.`);
  else if (Buffer.byteLength(secret) < 32) report(`${name} is shorter than 32 bytes: ${wanted}.`);
}

function absolute(root: string, path: string): string {
  return isAbsolute(path) ? path : resolve(root, path);
}

function optionalPath(root: string, path: string | undefined): string | undefined {
  return path === undefined ? undefined : absolute(root, path);
}
