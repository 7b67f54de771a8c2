import { parseArgs } from 'node:util';
import { nearest } from '../../shared/nearest.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { RECORD_COMMANDS, RECORD_OPTIONS } from './options.ts';
import type { RecordCommand, RecordOption, RecordValues } from './options.ts';

export interface RecordArguments {
  readonly command: RecordCommand;
  readonly operands: readonly string[];
  readonly values: RecordValues;
  /** What follows `--`; null without one. */
  readonly program: readonly string[] | null;
}

const specs: readonly (readonly [string, RecordOption])[] = Object.entries(RECORD_OPTIONS);

const parserOptions = Object.fromEntries(
  specs.map(([name, { value, short, multiple }]) => [
    name,
    {
      type: value === null ? ('boolean' as const) : ('string' as const),
      ...(short === undefined ? {} : { short }),
      ...(multiple === true ? { multiple } : {}),
    },
  ]),
);

const isCommand = (word: string): word is RecordCommand => word !== 'tape' && Object.hasOwn(RECORD_COMMANDS, word);

/** Reads what follows `massgen record`. The error is one sentence with the way out. */
export function parseRecordArguments(argv: readonly string[]): Result<RecordArguments, string> {
  const edge = argv.indexOf('--');
  const own = edge < 0 ? argv : argv.slice(0, edge);
  const [first = ''] = own;
  const command: RecordCommand = isCommand(first) ? first : 'tape';
  const behind = edge < 0 ? null : argv.slice(edge + 1);
  // A question may begin with a dash.
  const program = command === 'evaluate' ? null : behind;
  const args = command === 'tape' ? own : own.slice(1);
  const unknown = args
    .filter((word) => word.startsWith('--'))
    .map((word) => word.slice(2).split('=')[0] ?? '')
    .find((name) => !Object.hasOwn(RECORD_OPTIONS, name));
  if (unknown !== undefined) {
    const [near = null] = nearest(unknown, Object.keys(RECORD_OPTIONS));
    return fail(`unknown option --${unknown}${near === null ? '' : `: did you mean --${near}?`}`);
  }
  let parsed: { values: RecordValues; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...args], options: parserOptions, allowPositionals: true, strict: true });
  } catch (error) {
    return fail(String(error instanceof Error ? error.message : error).split('. ')[0] ?? '');
  }
  const { values, positionals } = parsed;
  const operands = command === 'evaluate' ? [...positionals, ...(behind ?? [])] : positionals;
  if (values.help === true) return ok({ command, operands, values, program });
  const foreign = specs.find(([name, { commands }]) => Object.hasOwn(values, name) && !commands.includes(command));
  if (foreign !== undefined) {
    return fail(`--${foreign[0]} belongs to ${foreign[1].commands.map(shown).join(', ')}, not to ${shown(command)}`);
  }
  if (program !== null && command !== 'live')
    return fail(`what follows -- is for record live, not for ${shown(command)}`);
  const [least, most] = RECORD_COMMANDS[command].count;
  if (operands.length < least || operands.length > most) {
    const wanted = RECORD_COMMANDS[command].operands;
    return fail(
      wanted === ''
        ? `${shown(command)} takes no argument, but got "${operands[0] ?? ''}"`
        : `${shown(command)} takes ${wanted}, but got ${operands.length === 0 ? 'nothing' : operands.length}`,
    );
  }
  return ok({ command, operands, values, program });
}

const shown = (command: RecordCommand): string => (command === 'tape' ? 'record' : `record ${command}`);
