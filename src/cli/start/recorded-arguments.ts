import { OPTIONS } from '../options.ts';
import type { OptionSpec, OptionValues } from '../options.ts';

/** Where MassGen keeps an option under another name than its own. */
const DESTINATIONS: Readonly<Record<string, string>> = {
  all: 'list_all_sessions',
  continue: 'continue_session',
  json: 'json_output',
};

/** Options that answer before anything is recorded. */
const NEVER_RECORDED: ReadonlySet<string> = new Set(['help', 'version']);

/** Options whose value is a number, though the command line spells it. */
const NUMBERS: ReadonlySet<string> = new Set(['orchestrator-timeout', 'replay-speed', 'seed']);

/** `cli_args` of a one-shot run: the question and every option with its value, under MassGen's names, defaults included. */
export function recordedArguments(values: OptionValues, question: string): Readonly<Record<string, unknown>> {
  const specs: readonly (readonly [string, OptionSpec])[] = Object.entries(OPTIONS);
  const given: Readonly<Record<string, boolean | string | undefined>> = values;
  const recorded = specs.flatMap(([name, spec]) => {
    if (NEVER_RECORDED.has(name)) return [];
    const value = given[name] ?? (spec.value === null ? false : null);
    const key = DESTINATIONS[name] ?? name.replaceAll('-', '_');
    return [[key, NUMBERS.has(name) && value !== null ? Number(value) : value]];
  });
  return { question, ...Object.fromEntries(recorded) };
}
