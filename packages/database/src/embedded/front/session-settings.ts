import type { Role } from './role-catalog.js';

/** A start-up packet asks for something it may not have; `code` is the SQLSTATE of the refusal. */
export class SettingRefused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'SettingRefused';
  }
}

/** What a session starts with: settings by name, and the role of `options=-c role=…` if it was asked for. */
export interface StartSettings {
  readonly settings: ReadonlyMap<string, string>;
  readonly roleName: string | null;
}

const notSettings = new Set(['user', 'database', 'options', 'replication']);

/**
 * Collects a session's settings: those stored for the role and the database, then those of the client's start-up packet.
 * `contexts` tells who may change a setting (PostgreSQL's pg_settings.context by name). *Throws* SettingRefused.
 */
export function collectStartSettings(input: {
  role: Role;
  parameters: ReadonlyMap<string, string>;
  contexts: ReadonlyMap<string, string>;
}): StartSettings {
  const settings = new Map<string, string>();
  let roleName: string | null = null;
  for (const stored of input.role.settings) {
    const [name, value] = splitAssignment(stored);
    // Anyone may store these for their own role; PostgreSQL checks them at login, here nobody is made another user by them.
    if (name !== 'role' && name !== 'session_authorization') settings.set(name, value);
  }
  const asked = [...input.parameters].filter(([name]) => !notSettings.has(name) && !name.startsWith('_pq_.'));
  for (const [rawName, value] of [...readOptions(input.parameters.get('options') ?? ''), ...asked]) {
    const name = canonicalName(rawName, input.contexts);
    if (name === 'role') roleName = value;
    else if (mayStartWith(name, input.role, input.contexts)) settings.set(name, value);
  }
  return { settings, roleName: roleName === 'none' ? null : roleName };
}

/** Reads `-c name=value`, `-cname=value` and `--name=value`; a backslash keeps the next character, as in PostgreSQL. */
export function readOptions(options: string): [string, string][] {
  const words = [...options.matchAll(/(?:\\[\s\S]|[^\s\\])+/g)].map(([word]) => word.replace(/\\([\s\S])/g, '$1'));
  const found: [string, string][] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === '-c') found.push(splitAssignment(words[++index] ?? ''));
    else if (word.startsWith('--')) found.push(splitAssignment(word.slice(2)));
    else if (word.startsWith('-c')) found.push(splitAssignment(word.slice(2)));
    else throw new SettingRefused('42601', `invalid command-line argument for server process: ${word}`);
  }
  return found.map(([name, value]) => [name.replaceAll('-', '_'), value]);
}

function splitAssignment(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** Names are compared without case; `TimeZone` and `DateStyle` are written with it. */
function canonicalName(name: string, contexts: ReadonlyMap<string, string>): string {
  const lower = name.toLowerCase();
  for (const known of contexts.keys()) if (known.toLowerCase() === lower) return known;
  return lower;
}

/** False for what only matters to a server that starts a process for each session. */
function mayStartWith(name: string, role: Role, contexts: ReadonlyMap<string, string>): boolean {
  const context = contexts.get(name) ?? (name.includes('.') ? 'user' : null);
  if (name === 'session_authorization')
    throw new SettingRefused('42501', 'session_authorization cannot be set by a connection option');
  if (context === null) throw new SettingRefused('42704', `unrecognized configuration parameter "${name}"`);
  if (context === 'backend' || context === 'superuser-backend') return false;
  if (context === 'user' || (context === 'superuser' && role.superuser)) return true;
  if (context === 'superuser') throw new SettingRefused('42501', `permission denied to set parameter "${name}"`);
  throw new SettingRefused('55P02', `parameter "${name}" cannot be changed now`);
}
