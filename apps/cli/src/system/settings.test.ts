import { describe, expect, it } from 'vitest';
import { Fault } from '../fault.js';
import { readSettings } from './settings.js';

const strong = 'k'.repeat(48);

function faultOf(environment: Record<string, string>): string {
  try {
    readSettings('/clone', environment);
  } catch (error) {
    if (error instanceof Fault) return error.message;
    throw error;
  }
  throw new Error('the settings were accepted');
}

describe('readSettings', () => {
  it('makes a fresh clone run with no setting at all', () => {
    const settings = readSettings('/clone', {});
    expect(settings.ports).toEqual({ api: 3000, web: 3001, workflow: 3002, postgres: 5433 });
    expect(settings.home).toBe('/clone/.copilot');
    expect(settings.sampleUsers).toBe(true);
    expect(settings.databaseUrl).toBeUndefined();
  });

  it('takes an empty value for one that was not set', () => {
    expect(readSettings('/clone', { API_PORT: '', DATABASE_URL: '  ' }).ports.api).toBe(3000);
  });

  it('reports every fault at once, each with what to do', () => {
    const message = faultOf({
      API_PORT: 'abc',
      WEB_PORT: '70000',
      COPILOT_PLANNER: 'magic',
      DATABASE_URL: 'mysql://x/y',
      SEED_SAMPLE_USERS: 'perhaps',
      SAMPLE_SCALE: '0',
    });
    expect(message).toContain('6 settings are wrong');
    for (const name of [
      'API_PORT',
      'WEB_PORT',
      'COPILOT_PLANNER',
      'DATABASE_URL',
      'SEED_SAMPLE_USERS',
      'SAMPLE_SCALE',
    ]) {
      expect(message).toMatch(new RegExp(`- ${name} .*: (use|correct)`));
    }
  });

  it('refuses one port for two parts, but frees the port of a database that is not embedded', () => {
    expect(faultOf({ API_PORT: '4000', WEB_PORT: '4000' })).toContain('API_PORT and WEB_PORT are both 4000');
    expect(readSettings('/clone', { API_PORT: '5433', DATABASE_URL: 'postgres://u:p@h/d' }).ports.api).toBe(5433);
  });

  it.each([
    [{}, 'JWT_SECRET is not set'],
    [{ JWT_SECRET: 'change-me', INTERNAL_TOKEN: strong }, 'JWT_SECRET is a well-known example value'],
    [{ JWT_SECRET: strong, INTERNAL_TOKEN: 'short' }, 'INTERNAL_TOKEN is shorter than 32 bytes'],
    [{ JWT_SECRET: strong, INTERNAL_TOKEN: `change-me-${strong}` }, 'INTERNAL_TOKEN is a well-known example value'],
  ])('starts nothing in production with %o', (secrets, sentence) => {
    expect(faultOf({ NODE_ENV: 'production', ...secrets })).toContain(sentence);
  });

  it('seeds no sample users in production or where others can reach the system, unless told to in as many words', () => {
    const production = { NODE_ENV: 'production', JWT_SECRET: strong, INTERNAL_TOKEN: `${strong}-other` };
    expect(readSettings('/clone', production).sampleUsers).toBe(false);
    expect(readSettings('/clone', { HOST: '0.0.0.0' }).sampleUsers).toBe(false);
    expect(readSettings('/clone', { HOST: '::1' }).sampleUsers).toBe(true);
    expect(readSettings('/clone', { HOST: '0.0.0.0', SEED_SAMPLE_USERS: 'true' }).sampleUsers).toBe(true);
    expect(readSettings('/clone', { SEED_SAMPLE_USERS: 'off' }).sampleUsers).toBe(false);
  });

  it('asks for a key when only the language model may plan', () => {
    expect(faultOf({ COPILOT_PLANNER: 'llm' })).toContain('OPENROUTER_API_KEY');
    expect(readSettings('/clone', { COPILOT_PLANNER: 'llm', OPENROUTER_API_KEY: 'k' }).planner).toBe('llm');
  });
});
