import { defineConfig } from 'vitest/config';

// Packages are tested from their sources: the `copilot-source` condition of each manifest points there. Vitest hands these conditions to
// Node too, where `import` would break CommonJS packages; it is implied for imports anyway.
export default defineConfig({
  resolve: { conditions: ['copilot-source', 'node'] },
  ssr: { resolve: { conditions: ['copilot-source', 'node'] } },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'apps/*/src/**/*.test.ts',
      'apps/*/src/**/*.test.tsx',
      'tests/**/*.test.ts',
      'evals/**/*.test.ts',
    ],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
