import { parseArgs } from 'node:util';
import { fail, ok } from '../shared/result.ts';
import type { Result } from '../shared/result.ts';
import { contractOutput } from './contract-output.ts';
import { OPTIONS } from './options.ts';
import type { OptionName, OptionSpec, OptionValues } from './options.ts';
import { nearest } from '../shared/nearest.ts';

export interface RunArguments {
  readonly values: OptionValues;
  readonly question: string | null;
}

const specs: readonly (readonly [string, OptionSpec])[] = Object.entries(OPTIONS);

const parserOptions = Object.fromEntries(
  specs.map(([name, spec]) => [
    name,
    {
      type: spec.value === null ? ('boolean' as const) : ('string' as const),
      ...(spec.short ? { short: spec.short } : {}),
    },
  ]),
);

/** Options of which at most one may be given. */
const EXCLUSIVE: readonly (readonly OptionName[])[] = [
  ['config', 'backend', 'demo'],
  // A replay runs nothing, so it has nothing to choose, and no contract with scripts to keep.
  ...(['config', 'backend', 'demo', 'rehearse', 'automation', 'stream-events', 'output-file'] as const).map(
    (name) => ['replay', name] as const,
  ),
];

/** Options that answer and start nothing. */
const INFORMS = [
  'help',
  'version',
  'validate',
  'list-backends',
  'list-examples',
  'example',
  'show-schema',
] as const satisfies readonly OptionName[];

/** Whether something is asked that starts nothing. */
export const informs = (values: OptionValues): boolean => INFORMS.some((name) => values[name] !== undefined);

/** Options that may stand without their value; the parser knows no such thing. */
const OPTIONAL_VALUE: ReadonlySet<string> = new Set(['--single-agent']);

const withOptionalValue = (word: string, at: number, argv: readonly string[]): string => {
  const rest = argv.indexOf('--');
  if (!OPTIONAL_VALUE.has(word) || (rest !== -1 && at > rest)) return word;
  const next = argv[at + 1];
  return next === undefined || next.startsWith('-') ? `${word}=` : word;
};

/** Names of the long options, known or not. */
const namesIn = (argv: readonly string[]): readonly string[] =>
  argv
    .slice(0, argv.includes('--') ? argv.indexOf('--') : argv.length)
    .filter((word) => word.startsWith('--') && word.length > 2)
    .map((word) => word.slice(2).split('=')[0] ?? '');

/** Where the contract lines of a run with these words go; null when there are none. The words may be wrong otherwise. */
export function scriptOutput(argv: readonly string[]): 'out' | 'err' | null {
  const names = namesIn(argv);
  if (INFORMS.some((name) => names.includes(name))) return null;
  return contractOutput({
    automation: names.includes('automation'),
    'stream-events': names.includes('stream-events'),
  });
}

/** Reads argv (without node and script). The error is one sentence with the way out; it is a usage error. */
export function parseArguments(argv: readonly string[]): Result<RunArguments, string> {
  const flag = namesIn(argv).find((name) => !Object.hasOwn(OPTIONS, name));
  if (flag !== undefined) {
    const [near = null] = nearest(flag, Object.keys(OPTIONS));
    return fail(
      `unknown option --${flag}${near === null ? '' : `: did you mean --${near}?`} (massgen --help lists them)`,
    );
  }
  let parsed: { values: OptionValues; positionals: string[] };
  try {
    parsed = parseArgs({
      args: argv.map(withOptionalValue),
      options: parserOptions,
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    // Node's message names the option and the cause; only its first sentence is for people.
    return fail(`${String(error instanceof Error ? error.message : error).split('. ')[0]} (massgen --help)`);
  }
  const { values, positionals } = parsed;
  const [question = null, ...extra] = positionals;
  if (extra.length > 0) {
    return fail(`the question is one argument, but ${positionals.length} were given: put it in quotes`);
  }
  // Questions about the program are answered whatever else was asked for.
  if (informs(values)) return ok({ values, question });
  for (const group of EXCLUSIVE) {
    const given = group.filter((name) => values[name] !== undefined);
    if (given.length > 1) return fail(`${given.map((name) => `--${name}`).join(' and ')} exclude each other`);
  }
  const later = specs.find(([name, spec]) => spec.group === 'later' && Object.hasOwn(values, name));
  if (later !== undefined) return fail(`--${later[0]} (${later[1].help}) is not performed by this version`);
  return checkValues(values, question?.trim() === '' ? null : question);
}

function checkValues(values: OptionValues, question: string | null): Result<RunArguments, string> {
  const timeout = values['orchestrator-timeout'];
  if (timeout !== undefined && !(/^\d{1,9}(?:\.\d+)?$/.test(timeout) && Number(timeout) > 0)) {
    return fail(`--orchestrator-timeout takes a number of seconds above 0, not "${timeout}"`);
  }
  const seed = values.seed;
  if (seed !== undefined && !/^\d{1,15}$/.test(seed)) return fail(`--seed takes a whole number, not "${seed}"`);
  const speed = values['replay-speed'];
  if (speed !== undefined && !(Number(speed) > 0 && Number.isFinite(Number(speed)))) {
    return fail(`--replay-speed takes a number above 0, not "${speed}"`);
  }
  if (speed !== undefined && values.replay === undefined) return fail('--replay-speed goes with --replay LOGDIR');
  if (values.replay !== undefined && question !== null) return fail('--replay takes no question: it shows the old one');
  const mode = values['coordination-mode'];
  if (mode !== undefined && !['parallel', 'decomposition'].includes(mode)) {
    return fail(`--coordination-mode is parallel or decomposition, not "${mode}"`);
  }
  const display = values.display;
  if (display !== undefined && !['rich', 'textual', 'simple'].includes(display)) {
    return fail(`--display is rich, textual or simple, not "${display}"`);
  }
  return ok({ values, question });
}
