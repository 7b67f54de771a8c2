import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { openCursor } from './cursor.ts';
import type { ScenarioProblem } from './cursor.ts';
import { readPace, readTurn } from './read-turn.ts';
import { optional, readFields, readList, readText, required } from './readers.ts';
import type { Reader } from './readers.ts';
import type { Role, Scenario } from './scenario.ts';

/** Largest scenario, in characters. */
const MAX_CHARS = 4_000_000;

/**
 * Reads a scenario from YAML or JSON (`docs/model-server.md` describes it). All mistakes are reported together, each
 * with its place.
 */
export function parseScenario(text: string): Result<Scenario, readonly ScenarioProblem[]> {
  const problems: ScenarioProblem[] = [];
  if (text.length > MAX_CHARS) {
    const message = `the file has more than ${MAX_CHARS} characters`;
    return fail([{ code: 'syntax', path: '', line: 0, column: 0, message }]);
  }
  const root = openCursor(text, problems);
  const fields = root && readFields(root, ['name', 'question', 'pace', 'models', 'agents']);
  if (root === undefined || fields === undefined) return fail(problems);
  const roles = required(root, fields, 'agents', readList(readRole)) ?? [];
  const scenario: Scenario = {
    name: 'scenario',
    question: null,
    pace: {},
    models: ['scripted-model'],
    roles,
    ...optional(fields, 'name', 'name', readText),
    ...optional(fields, 'question', 'question', readText),
    ...optional(fields, 'pace', 'pace', readPace),
    ...optional(fields, 'models', 'models', readList(readText)),
  };
  return problems.length > 0 ? fail(problems) : ok(scenario);
}

const readRole: Reader<Role> = (cursor) => {
  const fields = readFields(cursor, ['agent', 'pace', 'turns']);
  if (fields === undefined) return undefined;
  const agent = required(cursor, fields, 'agent', readAgent);
  const turns = required(cursor, fields, 'turns', readList(readTurn));
  if (agent === undefined || turns === undefined) return undefined;
  return { agent, turns, pace: {}, ...optional(fields, 'pace', 'pace', readPace) };
};

const readAgent: Reader<number | string> = (cursor) => {
  const { value } = cursor;
  if (typeof value === 'string' && value !== '') return value;
  if (Number.isInteger(value) && Number(value) >= 1) return Number(value);
  return cursor.problem('wrong_value', 'expected a number from 1, an id, or any');
};
