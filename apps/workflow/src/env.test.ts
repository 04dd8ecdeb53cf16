import { describe, expect, it } from 'vitest';
import { loadEnv, SettingsError } from './env.js';

const needed = {
  INTERNAL_TOKEN: 'a'.repeat(32),
  DATABASE_URL: 'postgres://127.0.0.1:5433/pagila',
  DATABASE_SECRET: 'b'.repeat(32),
  SCOPE_KEY: 'c'.repeat(32),
  CERTIFICATE_PRIVATE_KEY: 'd'.repeat(64),
};

function faultsOf(source: Record<string, string>): readonly string[] {
  try {
    loadEnv(source);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
}

describe('loadEnv', () => {
  it('needs only the secrets and the database', () => {
    const env = loadEnv(needed);
    expect(env).toMatchObject({
      host: '127.0.0.1',
      port: 3002,
      planner: 'auto',
      timeoutMs: 45_000,
      statementTimeoutMs: 5_000,
    });
    expect(env.languageModel).toMatchObject({
      apiKey: null,
      embeddingsModel: null,
      baseUrl: 'https://openrouter.ai/api/v1',
    });
    expect(env.languageModel.models).toHaveLength(4);
  });

  it('takes blank settings for unset, and lists apart', () => {
    const env = loadEnv({
      ...needed,
      OPENROUTER_API_KEY: '',
      COPILOT_PLANNER: '',
      OPENROUTER_BASE_URL: 'http://localhost:11434/v1/',
      OPENROUTER_MODEL: 'qwen',
      OPENROUTER_FALLBACK_MODELS: ' a, ,b ',
    });
    expect(env.languageModel).toMatchObject({
      apiKey: null,
      baseUrl: 'http://localhost:11434/v1',
      models: ['qwen', 'a', 'b'],
    });
  });

  it('names every fault at once', () => {
    const faults = faultsOf({ WORKFLOW_PORT: '70000', COPILOT_PLANNER: 'magic', OPENROUTER_BASE_URL: 'file:///x' });
    const names = [
      'WORKFLOW_PORT',
      'INTERNAL_TOKEN',
      'DATABASE_URL',
      'DATABASE_SECRET',
      'SCOPE_KEY',
      'CERTIFICATE_PRIVATE_KEY',
      'COPILOT_PLANNER',
      'OPENROUTER_BASE_URL',
    ];
    for (const name of names) expect(faults.filter((fault) => fault.startsWith(name))).toHaveLength(1);
    expect(faults).toHaveLength(names.length);
    expect(faults.join()).toContain('from 0 to 65535');
  });

  it('refuses a weak or known token in production, and a language model alone without a key', () => {
    expect(
      faultsOf({ ...needed, NODE_ENV: 'production', INTERNAL_TOKEN: 'change-me-change-me-change-me-change-me' }),
    ).toHaveLength(1);
    expect(faultsOf({ ...needed, NODE_ENV: 'production', INTERNAL_TOKEN: 'a'.repeat(31) })).toHaveLength(1);
    expect(faultsOf({ ...needed, NODE_ENV: 'production' })).toEqual([]);
    expect(faultsOf({ ...needed, COPILOT_PLANNER: 'llm' })).toHaveLength(1);
  });
});
