import { defineConfig } from 'vitest/config';

/** Tests of functions alone: they leave nothing behind, so their files share a process and what it has loaded. */
const SHARED_PROCESS = [
  'tests/{config,coordination,model-server,prompts,runtime,shared,store,views}/**/*.test.ts',
  'tests/recorder/{encode,film,judge,picture,tape}/**/*.test.ts',
];

export default defineConfig({
  test: {
    // Two cores everywhere this runs: more workers only fight for them.
    maxWorkers: 2,
    // Only a hanging test should meet this, also where a machine is busy with something else.
    testTimeout: 60_000,
    unstubEnvs: true,
    projects: [
      { extends: true, test: { name: 'functions', include: SHARED_PROCESS, isolate: false } },
      { extends: true, test: { name: 'world', include: ['tests/**/*.test.ts'], exclude: SHARED_PROCESS } },
    ],
  },
});
