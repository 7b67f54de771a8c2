import { readFile } from 'node:fs/promises';
import { fail } from '../shared/result.ts';
import type { Result } from '../shared/result.ts';
import { systemCode } from '../shared/system-code.ts';
import type { ScenarioProblem } from './scenario/cursor.ts';
import { parseScenario } from './scenario/parse-scenario.ts';
import type { Scenario } from './scenario/scenario.ts';

/** Reads and checks a scenario file, YAML or JSON. A file that cannot be read is a problem without a line. */
export async function loadScenario(path: string): Promise<Result<Scenario, readonly ScenarioProblem[]>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = systemCode(error) ?? String(error);
    return fail([{ code: 'syntax', path: '', line: 0, column: 0, message: `the file cannot be read (${code})` }]);
  }
  return parseScenario(text);
}
