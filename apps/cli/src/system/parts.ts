import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PartPlan } from './part.js';
import type { Secrets } from './secrets.js';
import { isLoopback, type Settings } from './settings.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Addresses that follow from the settings. */
export interface Addresses {
  readonly api: string;
  readonly web: string;
  readonly workflow: string;
  /** The administrator's connection: migrations and loading only, never handed to a service. */
  readonly databaseAdmin: string;
  /** The same database without a name and password. */
  readonly databaseBase: string;
  /** Where the services connect: a pooler, or the database itself. */
  readonly databaseOfServices: string;
  /** Where questions read, with the administrator's login and without; undefined where that is the one database. */
  readonly analytics: { readonly admin: string; readonly base: string } | undefined;
}

/** Where each part can be reached from this machine. */
export function addressesOf(settings: Settings, secrets: Secrets): Addresses {
  const reachable = settings.host === '0.0.0.0' || isLoopback(settings.host) ? '127.0.0.1' : settings.host;
  const host = reachable === '::' ? '[::1]' : reachable.includes(':') ? `[${reachable}]` : reachable;
  const databaseAdmin =
    settings.databaseUrl ??
    `postgres://postgres:${secrets.databasePassword}@127.0.0.1:${settings.ports.postgres}/pagila`;
  return {
    api: `http://${host}:${settings.ports.api}`,
    web: `http://${host}:${settings.ports.web}`,
    workflow: `http://127.0.0.1:${settings.ports.workflow}`,
    databaseAdmin,
    databaseBase: withoutLogin(databaseAdmin),
    databaseOfServices: withoutLogin(settings.poolerUrl ?? databaseAdmin),
    analytics:
      settings.analyticsDatabaseUrl === undefined
        ? undefined
        : { admin: settings.analyticsDatabaseUrl, base: withoutLogin(settings.analyticsDatabaseUrl) },
  };
}

/** The Node module that makes a part end with its supervisor. */
export function parentWatch(settings: Settings): string {
  return pathToFileURL(join(settings.root, 'apps', 'cli', 'dist', 'parent-watch.js')).href;
}

export interface PartContext {
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly addresses: Addresses;
  readonly inherited: Environment;
  /** Whether the web app runs beside the API: then its word on who is calling counts. */
  readonly withWeb: boolean;
}

/** The embedded database: a PostgreSQL in a process of its own that speaks the wire protocol on loopback. */
export function databasePlan(context: PartContext): PartPlan {
  const { settings, secrets } = context;
  return {
    ...common(context, 'database', 'database'),
    args: [join(settings.root, 'packages', 'database', 'dist', 'embedded', 'main.js')],
    environment: {
      ...withoutSecrets(context.inherited),
      DATA_FOLDER: join(settings.home, 'database'),
      POSTGRES_PORT: String(settings.ports.postgres),
      POSTGRES_PASSWORD: secrets.databasePassword,
      COPILOT_HOME: settings.home,
    },
    isReady: (output) => Promise.resolve(output.some((line) => /"ready"\s*:\s*true/.test(line))),
    readyLimitMs: 120_000,
  };
}

/** The workflow service: takes one question through the stages; reachable from this machine only. */
export function workflowPlan(context: PartContext): PartPlan {
  const { settings, secrets, addresses } = context;
  return {
    ...common(context, 'workflow', 'workflow service'),
    args: [join(settings.root, 'apps', 'workflow', 'dist', 'main.js')],
    environment: {
      ...withoutSecrets(context.inherited),
      ...modelSettings(context.inherited),
      COPILOT_HOME: settings.home,
      COPILOT_PLANNER: settings.planner,
      WORKFLOW_PORT: String(settings.ports.workflow),
      WORKFLOW_HOST: '127.0.0.1',
      INTERNAL_TOKEN: secrets.internalToken,
      INTERNAL_TOKEN_PREVIOUS: secrets.internalTokenPrevious,
      DATABASE_URL: addresses.databaseOfServices,
      ANALYTICS_DATABASE_URL: addresses.analytics?.base,
      DATABASE_SECRET: secrets.databaseSecret,
      SCOPE_KEY: secrets.scopeKey,
      CERTIFICATE_PRIVATE_KEY: secrets.certificatePrivateKey,
    },
    isReady: () => answers(`${addresses.workflow}/health`),
    readyLimitMs: 60_000,
  };
}

/** The public API: login, scope, limits, audit views. */
export function apiPlan(context: PartContext): PartPlan {
  const { settings, secrets, addresses } = context;
  return {
    ...common(context, 'api', 'API'),
    args: [join(settings.root, 'apps', 'api', 'dist', 'main.js')],
    environment: {
      ...withoutSecrets(context.inherited),
      COPILOT_HOME: settings.home,
      HOST: settings.host,
      API_PORT: String(settings.ports.api),
      WEB_PORT: String(settings.ports.web),
      JWT_SECRET: secrets.jwtSecret,
      JWT_SECRET_PREVIOUS: secrets.jwtSecretPrevious,
      INTERNAL_TOKEN: secrets.internalToken,
      WORKFLOW_URL: addresses.workflow,
      DATABASE_URL: addresses.databaseOfServices,
      ANALYTICS_DATABASE_URL: addresses.analytics?.base,
      DATABASE_SECRET: secrets.databaseSecret,
      TRUSTED_PROXIES: trustedProxies(context),
      SHUTDOWN_GRACE_MS: context.inherited['SHUTDOWN_GRACE_MS'] ?? '4000',
    },
    isReady: () => answers(`${addresses.api}/api/health`),
    readyLimitMs: 60_000,
  };
}

/**
 * Whose `X-Forwarded-For` the API believes: unless the operator says otherwise, the web app's alone. It calls from the very address at which
 * it reaches the API, which belongs to this machine, so that nobody outside can call from there.
 */
function trustedProxies({ inherited, withWeb, addresses }: PartContext): string {
  if (inherited['TRUSTED_PROXIES']) return inherited['TRUSTED_PROXIES'];
  const from = new URL(addresses.api).hostname.replace(/^\[|\]$/g, '');
  return withWeb && isIP(from) !== 0 ? from : '';
}

/** The web app; knows the API's address and no secret. */
export function webPlan(context: PartContext): PartPlan {
  const { settings, addresses } = context;
  return {
    ...common(context, 'web', 'web app'),
    args: [join(settings.root, 'apps', 'web', 'start.mjs')],
    environment: {
      ...withoutSecrets(context.inherited),
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      HOST: settings.host,
      WEB_PORT: String(settings.ports.web),
      API_URL: addresses.api,
    },
    isReady: () => answers(`${addresses.web}/`),
    readyLimitMs: 90_000,
  };
}

/** Whether a server answers there at all without a fault of its own. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(3000) });
    await response.arrayBuffer();
    return response.status < 500;
  } catch {
    return false;
  }
}

function common({ settings }: PartContext, name: string, title: string) {
  return { name, title, folder: settings.root, logFile: join(settings.home, 'logs', `${name}.log`) };
}

const secretNames =
  /^(JWT_SECRET.*|INTERNAL_TOKEN.*|(ANALYTICS_)?DATABASE_.*|POSTGRES_PASSWORD|PG.*|SCOPE_KEY|CERTIFICATE_.*|OPENROUTER_API_KEY|OTEL_EXPORTER_OTLP_HEADERS|COPILOT_PASSWORD)$/;

/** Each part gets the secrets that it needs by name, and none by inheritance. */
function withoutSecrets(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !secretNames.test(name)));
}

function modelSettings(environment: Environment): Environment {
  return {
    OPENROUTER_API_KEY: environment['OPENROUTER_API_KEY'],
    OTEL_EXPORTER_OTLP_HEADERS: environment['OTEL_EXPORTER_OTLP_HEADERS'],
  };
}

function withoutLogin(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href;
}

/** Whether the file of a part is there; a clone without the web app still runs the rest. */
export function isBuilt(plan: PartPlan): boolean {
  return existsSync(plan.args[0] ?? '');
}
