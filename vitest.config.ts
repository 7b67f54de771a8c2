import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Two cores everywhere this runs: more workers only fight for them.
    maxWorkers: 2,
    testTimeout: 20_000,
    unstubEnvs: true,
  },
});
