import { defineConfig } from 'vitest/config';

// Packages are tested from their sources: the `copilot-source` condition of each manifest points there.
export default defineConfig({
  resolve: { conditions: ['copilot-source', 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['copilot-source', 'node', 'import', 'default'] } },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'apps/*/src/**/*.test.tsx', 'tests/**/*.test.ts', 'evals/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
