import { nearest } from '../../shared/nearest.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { LINT_RULES } from '../tape/tables.ts';
import type { LintRuleName } from './lint/rule.ts';

/**
 * What `recordings/lint.json` holds: scores (0…100) that must be reached, for the whole and for single rules. A rule that
 * reaches its own score only warns of what it found. `weights` replace a rule's share of the whole.
 */
export interface LintThresholds {
  readonly uiScore: number | null;
  readonly rules: Readonly<Partial<Record<LintRuleName, number>>>;
  readonly weights: Readonly<Partial<Record<LintRuleName, number>>>;
}

export const NO_THRESHOLDS: LintThresholds = { uiScore: null, rules: {}, weights: {} };

const FIELDS = ['uiScore', 'rules', 'weights'];

/** Reads the file's text. The failure names everything that is wrong with it. */
export function readLintThresholds(json: string): Result<LintThresholds, readonly string[]> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    return fail([`not JSON: ${cause instanceof Error ? cause.message : String(cause)}`]);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(['not an object']);
  const given = value as Readonly<Record<string, unknown>>;
  const problems = Object.keys(given).flatMap((name) => (FIELDS.includes(name) ? [] : [unknownName(name, FIELDS)]));
  const { uiScore = null } = given;
  if (uiScore !== null && !isWithin(uiScore, 100)) problems.push('uiScore must be a number from 0 to 100');
  const rules = numbersOf(given['rules'], 'rules', 100, problems);
  const weights = numbersOf(given['weights'], 'weights', 1000, problems);
  if (problems.length > 0) return fail(problems);
  return ok({ uiScore: typeof uiScore === 'number' ? uiScore : null, rules, weights });
}

const isWithin = (value: unknown, most: number): value is number =>
  typeof value === 'number' && value >= 0 && value <= most;

function unknownName(name: string, known: readonly string[]): string {
  const [guess] = nearest(name, known);
  return `unknown name ${JSON.stringify(name)}${guess === undefined ? '' : `; did you mean ${guess}?`}`;
}

function numbersOf(
  value: unknown,
  field: string,
  most: number,
  problems: string[],
): Partial<Record<LintRuleName, number>> {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push(`${field} must be an object`);
    return {};
  }
  const read: Partial<Record<LintRuleName, number>> = {};
  for (const [name, number] of Object.entries(value)) {
    const rule = LINT_RULES.find((known) => known === name);
    if (rule === undefined) problems.push(`${field}: ${unknownName(name, LINT_RULES)}`);
    else if (!isWithin(number, most)) problems.push(`${field}.${name} must be a number from 0 to ${most}`);
    else read[rule] = number;
  }
  return read;
}
