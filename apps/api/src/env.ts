import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The settings of the gateway, checked. */
export interface Settings {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  readonly webOrigins: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly logLevel: string;
  readonly jwtSecret: string;
  readonly jwtSecretPrevious: string | undefined;
  readonly tokenLifetimeSeconds: number;
  readonly internalToken: string;
  readonly workflowUrl: string;
  readonly workflowTimeoutMs: number;
  readonly askRatePerMinute: number;
  readonly runningQuestions: number;
  readonly databaseUrl: string;
  /** The login passwords of the database are derived from it; unset when `databaseUrl` carries a login of its own. */
  readonly databaseSecret: string | undefined;
  /** Where questions read, when that is another database: it knows which stores exist. */
  readonly analyticsDatabaseUrl: string | undefined;
  readonly databaseConnections: number;
  /** Where the ends of the audit chains are exported to, so that a cut tail is found; unset when nothing exports them. */
  readonly auditHeadsFolder: string | undefined;
  /** Checks the signatures under which retention cut the audit; beside the keys that lie in `auditHeadsFolder`. */
  readonly certificatePublicKey: string | undefined;
  readonly shutdownGraceMs: number;
  readonly version: string;
}

/** All that is wrong with the settings, to be read by whoever starts the service. */
export class SettingsFault extends Error {
  constructor(readonly faults: readonly string[]) {
    const title =
      faults.length === 1 ? 'A setting of the API is wrong' : `${faults.length} settings of the API are wrong`;
    super(`${title}:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'SettingsFault';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment once. *Throws* `SettingsFault` with every fault and what to do about each. */
export function readSettings(environment: Environment = process.env): Settings {
  const faults: string[] = [];
  const report = (fault: string): void => void faults.push(fault);
  const text = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const number = (name: string, preset: number, min: number, max: number): number =>
    readNumber({ name, text: text(name), preset, min, max, report });

  const production = text('NODE_ENV') === 'production';
  const webPort = number('WEB_PORT', 3001, 1, 65_535);
  const workflowPort = number('WORKFLOW_PORT', 3002, 1, 65_535);
  const settings: Settings = {
    production,
    host: readHost(text('HOST'), report),
    port: number('API_PORT', 3000, 0, 65_535),
    webOrigins: readOrigins(text('WEB_ORIGIN'), webPort, report),
    trustedProxies: readProxies(text('TRUSTED_PROXIES'), report),
    logLevel: readLogLevel(text('LOG_LEVEL'), report),
    jwtSecret: readSecret('JWT_SECRET', text('JWT_SECRET'), production, report),
    jwtSecretPrevious:
      text('JWT_SECRET_PREVIOUS') === undefined
        ? undefined
        : readSecret('JWT_SECRET_PREVIOUS', text('JWT_SECRET_PREVIOUS'), production, report),
    tokenLifetimeSeconds: number('TOKEN_LIFETIME_SECONDS', 3600, 60, 86_400),
    internalToken: readSecret('INTERNAL_TOKEN', text('INTERNAL_TOKEN'), production, report),
    workflowUrl: readUrl('WORKFLOW_URL', text('WORKFLOW_URL') ?? `http://127.0.0.1:${workflowPort}`, report),
    workflowTimeoutMs: number('WORKFLOW_TIMEOUT_MS', 45_000, 500, 600_000),
    askRatePerMinute: number('ASK_RATE_PER_MINUTE', 120, 1, 1_000_000),
    runningQuestions: number('RUNNING_QUESTIONS', 128, 2, 10_000),
    databaseUrl: readDatabaseUrl(text('DATABASE_APP_URL') ?? text('DATABASE_URL'), report),
    databaseSecret: text('DATABASE_APP_URL') === undefined ? text('DATABASE_SECRET') : undefined,
    analyticsDatabaseUrl: text('ANALYTICS_DATABASE_URL'),
    databaseConnections: number('API_DATABASE_CONNECTIONS', 8, 1, 200),
    auditHeadsFolder: text('COPILOT_HOME'),
    certificatePublicKey: text('CERTIFICATE_PUBLIC_KEY'),
    shutdownGraceMs: number('SHUTDOWN_GRACE_MS', 10_000, 0, 600_000),
    version: readVersion(),
  };
  if (text('DATABASE_APP_URL') === undefined && settings.databaseSecret === undefined) {
    report(
      'DATABASE_SECRET is not set: `npm start` generates one; set the secret that the database roles were made with',
    );
  }
  if (production && settings.jwtSecret !== '' && settings.jwtSecret === settings.internalToken) {
    report('JWT_SECRET and INTERNAL_TOKEN are the same: use two different values');
  }
  if (faults.length > 0) throw new SettingsFault(faults);
  return settings;
}

type Report = (fault: string) => void;

function readNumber(setting: {
  name: string;
  text: string | undefined;
  preset: number;
  min: number;
  max: number;
  report: Report;
}): number {
  const { name, text, preset, min, max } = setting;
  if (text === undefined) return preset;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  setting.report(`${name} is "${text}": use a whole number from ${min} to ${max}, or leave it out for ${preset}`);
  return preset;
}

function readHost(text: string | undefined, report: Report): string {
  const host = text ?? '127.0.0.1';
  if (!/^[A-Za-z0-9.:_-]+$/.test(host)) report(`HOST is "${host}": use an address such as 127.0.0.1 or 0.0.0.0`);
  return host;
}

const knownSecrets = /^(change-?me|secret|password|test|default|example)/i;
const howToMakeOne = 'for instance the output of `openssl rand -base64 48`';

/** In production a secret is set, 32 bytes or longer, and none that stands in examples. */
function readSecret(name: string, text: string | undefined, production: boolean, report: Report): string {
  if (text === undefined) {
    report(`${name} is not set: \`npm start\` generates one; otherwise set it to ${howToMakeOne}`);
  } else if (production && knownSecrets.test(text)) {
    report(`${name} is a well-known example value: set it to ${howToMakeOne}`);
  } else if (production && Buffer.byteLength(text) < 32) {
    report(`${name} is shorter than 32 bytes: set it to ${howToMakeOne}`);
  }
  return text ?? '';
}

function readOrigins(text: string | undefined, webPort: number, report: Report): string[] {
  if (text === undefined) return [`http://localhost:${webPort}`, `http://127.0.0.1:${webPort}`];
  return toList(text).flatMap((entry) => {
    const url = URL.canParse(entry) ? new URL(entry) : undefined;
    if (url !== undefined && /^https?:$/.test(url.protocol) && (url.pathname === '/' || url.pathname === '')) {
      return [url.origin];
    }
    report(`WEB_ORIGIN holds "${entry}": use origins such as https://copilot.example.com, separated by commas`);
    return [];
  });
}

function readProxies(text: string | undefined, report: Report): string[] {
  const known = /^(loopback|linklocal|uniquelocal|[0-9a-fA-F.:]+(\/\d{1,3})?)$/;
  return toList(text ?? '').filter((entry) => {
    if (known.test(entry)) return true;
    report(
      `TRUSTED_PROXIES holds "${entry}": use addresses or ranges such as 10.0.0.0/8 or loopback, separated by commas`,
    );
    return false;
  });
}

function readLogLevel(text: string | undefined, report: Report): string {
  const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
  if (text === undefined || levels.includes(text)) return text ?? 'info';
  report(`LOG_LEVEL is "${text}": use one of ${levels.join(', ')}`);
  return 'info';
}

function readUrl(name: string, text: string, report: Report): string {
  if (!/^https?:\/\/[^\s/]+/.test(text) || !URL.canParse(text)) {
    report(`${name} is "${text}": use an address that begins with http:// or https://`);
  }
  return text.replace(/\/+$/, '');
}

/** The address may hold a password: it is never repeated. */
function readDatabaseUrl(text: string | undefined, report: Report): string {
  const wanted = 'use postgres://HOST:PORT/DATABASE';
  if (text === undefined) report(`DATABASE_URL is not set: \`npm start\` passes it; otherwise ${wanted}`);
  else if (!URL.canParse(text) || !/^postgres(ql)?:$/.test(new URL(text).protocol)) {
    report(`DATABASE_URL is not the address of a PostgreSQL database: ${wanted}`);
  }
  return text ?? '';
}

function toList(text: string): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return z.object({ version: z.string() }).parse(manifest).version;
}
