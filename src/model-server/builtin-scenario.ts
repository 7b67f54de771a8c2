import { readFile } from 'node:fs/promises';
import { parseScenario } from './scenario/parse-scenario.ts';
import type { Scenario } from './scenario/scenario.ts';

/** The scenarios that come with the program: the demo's, and the one for rehearsals of any configuration. */
export const BUILTIN_SCENARIOS = ['demo', 'rehearsal'] as const;
export type BuiltinScenario = (typeof BUILTIN_SCENARIOS)[number];

/** Reads a scenario of the package. Rejects when the installation is damaged; a test parses both. */
export async function loadBuiltinScenario(name: BuiltinScenario): Promise<Scenario> {
  const parsed = parseScenario(
    await readFile(new URL(`../../configs/scenarios/${name}.yaml`, import.meta.url), 'utf8'),
  );
  if (parsed.ok) return parsed.value;
  const [problem] = parsed.error;
  throw new Error(`the built-in scenario ${name} is damaged: ${problem?.path ?? ''} ${problem?.message ?? ''}`);
}
