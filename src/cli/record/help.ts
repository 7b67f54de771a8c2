import { optionWords, RECORD_COMMANDS, RECORD_OPTIONS } from './options.ts';
import type { RecordCommand, RecordOption } from './options.ts';

const specs: readonly (readonly [string, RecordOption])[] = Object.entries(RECORD_OPTIONS);

const row = (left: string, right: string): string => `  ${left.padEnd(26)} ${right}`;

const usage = (command: RecordCommand): string =>
  ['massgen record', ...(command === 'tape' ? [] : [command]), RECORD_COMMANDS[command].operands].join(' ').trim();

const optionRow = ([name, option]: readonly [string, RecordOption], command: RecordCommand): string => {
  const [long, help] = optionWords(name, option, command);
  return row(option.short === undefined ? long : `-${option.short}, ${long}`, help);
};

const EXITS =
  'Exit codes: 0 fine · 1 tape, option or missing program · 2 failed check, film or recorded program · 3 Wait or time limit · 4 interrupted';

/** `massgen record --help`: all commands; with a command: its options. */
export function recordHelp(command: RecordCommand): string {
  const options = specs.filter(([, { commands: of }]) => of.includes(command)).map((spec) => optionRow(spec, command));
  const commands = Object.keys(RECORD_COMMANDS) as RecordCommand[];
  return [
    `${RECORD_COMMANDS[command].help[0]?.toUpperCase() ?? ''}${RECORD_COMMANDS[command].help.slice(1)}.`,
    '',
    `Usage: ${usage(command)}`,
    ...(command === 'tape'
      ? [
          '',
          'Commands:',
          ...commands.slice(1).map((name) => row(usage(name).slice('massgen '.length), RECORD_COMMANDS[name].help)),
        ]
      : []),
    ...(options.length === 0 ? [] : ['', 'Options:', ...options]),
    '',
    EXITS,
  ].join('\n');
}
