import { COMMANDS, DIRECTIVES, LINT_RULES, SETTINGS } from '../../recorder/tape/tables.ts';
import { optionWords, RECORD_COMMANDS, RECORD_OPTIONS } from './options.ts';
import type { RecordCommand, RecordOption } from './options.ts';

const code = (text: string): string => (text === '' ? '' : `\`${text.replaceAll('|', '\\|')}\``);
const cell = (text: string): string => text.replaceAll('|', '\\|');

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  `| ${heads.join(' | ')} |`,
  `| ${heads.map(() => '---').join(' | ')} |`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
];

const shown = (command: RecordCommand): string => (command === 'tape' ? 'TAPE' : command);

/** A row for all commands that take the same by this name, and one for each that takes something else. */
function optionRows([name, option]: readonly [string, RecordOption]): readonly (readonly string[])[] {
  const rows = Map.groupBy(option.commands, (command) => optionWords(name, option, command).join('\n'));
  const all = Object.keys(RECORD_COMMANDS).length;
  return [...rows.values()].map((commands) => {
    const [words, does] = optionWords(name, option, commands[0] ?? 'tape');
    return [code(words), commands.length === all ? 'all' : commands.map(shown).join(', '), cell(does)];
  });
}

/** `docs/reference/recording.md`: the language and the commands, as the parser and the command line know them. */
export function recordingReference(): string {
  const options: readonly (readonly [string, RecordOption])[] = Object.entries(RECORD_OPTIONS);
  const commands = Object.entries(RECORD_COMMANDS);
  const keys = COMMANDS.filter(({ description }) => description.startsWith('Press ') && description.includes('once'));
  return [
    '# Recording: reference',
    '',
    'Made from the tables of the program. How to use it: [recording.md](../recording.md).',
    '',
    '## Commands of `massgen record`',
    '',
    ...table(
      ['command', 'does'],
      commands.map(([name, { operands, help }]) => [
        code(['massgen record', ...(name === 'tape' ? [] : [name]), operands].join(' ').trim()),
        cell(help),
      ]),
    ),
    '',
    '## Options',
    '',
    ...table(['option', 'of', 'does'], options.flatMap(optionRows)),
    '',
    '## The tape: commands',
    '',
    ...table(
      ['syntax', 'does'],
      COMMANDS.filter((command) => !keys.includes(command)).map(({ syntax, description }) => [
        code(syntax),
        cell(description),
      ]),
    ),
    '',
    `Keys, each with ${code('[@time] [count]')}: ${keys.map(({ name }) => code(name)).join(', ')}.`,
    '',
    '## The tape: settings',
    '',
    ...table(
      ['`Set …`', 'default', 'unit', 'meaning'],
      SETTINGS.map(({ name, standard, unit, description, portable }) => [
        code(name),
        code(standard),
        unit,
        `${cell(description)}${portable ? '' : ' Not known to VHS 0.11.'}`,
      ]),
    ),
    '',
    '## The tape: directives',
    '',
    'In comments, so that VHS plays the same tape: `# massgen: size 120x36`.',
    '',
    ...table(
      ['`# massgen: …`', 'meaning'],
      DIRECTIVES.map(({ syntax, description }) => [syntax.map(code).join('<br>'), cell(description)]),
    ),
    '',
    `Rules for ${code('lint')}: ${LINT_RULES.map(code).join(', ')}.`,
    '',
  ].join('\n');
}
