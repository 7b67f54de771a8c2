import { expect, test } from 'vitest';
import { DEMO_QUESTION } from '../../src/cli/run.ts';
import { loadBuiltinScenario } from '../../src/model-server/builtin-scenario.ts';

test('the demo asks the question that its scenario was written for', async () => {
  expect((await loadBuiltinScenario('demo')).question).toBe(DEMO_QUESTION);
});
