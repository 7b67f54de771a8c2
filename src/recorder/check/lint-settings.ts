import type { TapeCommand } from '../tape/tape.ts';
import { LINT_RULES } from '../tape/tables.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { nearest } from '../../shared/nearest.ts';
import type { LintRuleName } from './lint/rule.ts';

/** Whether a rule is looked at, and its limit; null: the rule's own. */
interface RuleSetting {
  readonly on: boolean;
  readonly limit: number | null;
}

export type LintSettings = Readonly<Record<LintRuleName, RuleSetting>>;

/** Every rule, with its own limit. */
export const ALL_RULES: LintSettings = everyRule(true);

function everyRule(on: boolean): LintSettings {
  return Object.fromEntries(LINT_RULES.map((rule) => [rule, { on, limit: null }])) as unknown as LintSettings;
}

const isRule = (name: string): name is LintRuleName => LINT_RULES.some((rule) => rule === name);

/**
 * What the `lint` directives of a tape ask for, one after the other, wherever they stand: they hold for the whole film.
 * Without rules `lint on` and `lint off` mean all of them.
 */
export function lintSettings(commands: readonly TapeCommand[], base: LintSettings = ALL_RULES): LintSettings {
  let settings = base;
  for (const command of commands) {
    if (command.type !== 'directive' || command.directive.name !== 'lint') continue;
    const { on, rules } = command.directive;
    if (rules.length === 0) settings = everyRule(on);
    for (const { rule, limit } of rules) {
      if (isRule(rule)) settings = { ...settings, [rule]: { on, limit: on ? limit : null } };
    }
  }
  return settings;
}

/** Only these rules, each perhaps with a limit (`contrast=3`): for tests and options. The failure names the wrong one. */
export function onlyRules(words: readonly string[]): Result<LintSettings, string> {
  let settings = everyRule(false);
  for (const word of words) {
    const [name = '', limit] = word.split('=');
    if (!isRule(name)) {
      const [guess] = nearest(name, LINT_RULES);
      return fail(`there is no lint rule ${name}${guess === undefined ? '' : `; did you mean ${guess}?`}`);
    }
    if (limit !== undefined && !/^\d+(\.\d+)?$/.test(limit)) return fail(`the limit of ${name} must be a number`);
    settings = { ...settings, [name]: { on: true, limit: limit === undefined ? null : Number(limit) } };
  }
  return ok(settings);
}
