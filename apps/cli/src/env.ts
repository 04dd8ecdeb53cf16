import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSettings, type Settings } from './system/settings.js';

/** The folder of the clone, whatever folder the command was called from. */
export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** The settings of this run, from the environment (`.env` was read into it before). */
export function settingsFromEnvironment(overrides: Readonly<Record<string, string>> = {}): Settings {
  return readSettings(root, { ...process.env, ...overrides });
}

/** What the parts inherit: everything that was set, so that a setting of one part needs no mention here. */
export function inheritedEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

/** `API_URL` addresses a system that runs elsewhere; unset, the one on this machine is meant. */
export function apiUrlFromEnvironment(): string | undefined {
  return process.env['API_URL']?.trim() || undefined;
}

/** The password for `npm run ask`, so that it need not stand in the shell's history. */
export function passwordFromEnvironment(): string | undefined {
  return process.env['COPILOT_PASSWORD'] || undefined;
}

/** Whether npm runs this command as one of its scripts, through a shell that passes no signal on. */
export function isUnderNpm(): boolean {
  return process.env['npm_lifecycle_event'] !== undefined;
}

/** Where the person typed the command: relative file names are meant from there. */
export function callerFolder(): string {
  return process.env['INIT_CWD'] ?? process.cwd();
}

/** Colours only where a person looks on. */
export function wantsColour(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && process.env['NO_COLOR'] === undefined && process.env['TERM'] !== 'dumb';
}
