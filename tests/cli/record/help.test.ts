import { describe, expect, test } from 'vitest';
import { parseRecordArguments } from '../../../src/cli/record/arguments.ts';
import { recordHelp } from '../../../src/cli/record/help.ts';
import { RECORD_COMMANDS, RECORD_OPTIONS } from '../../../src/cli/record/options.ts';
import type { RecordCommand, RecordOption } from '../../../src/cli/record/options.ts';
import { CAST_OUTPUT_NAMES } from '../../../src/recorder/encode/output-kinds.ts';

const COMMANDS = Object.keys(RECORD_COMMANDS) as RecordCommand[];

function argvOf(command: RecordCommand, option: string, takes: string): readonly string[] {
  const operands = Array.from({ length: RECORD_COMMANDS[command].count[0] }, () => 'x');
  return [...(command === 'tape' ? [] : [command]), ...operands, option, ...(takes === '' ? [] : ['1'])];
}

describe.each(COMMANDS)('the help of record %s', (command) => {
  const rows = recordHelp(command)
    .split('\n')
    .map((line) => /^ {2}(?:-\w, )?(--[a-z-]+)( \S+)? {1,}/.exec(line))
    .flatMap((row) => (row === null ? [] : [{ option: row[1] ?? '', takes: (row[2] ?? '').trim() }]));

  test('lists what it takes, and nothing else', () => {
    const taken = Object.entries(RECORD_OPTIONS)
      .filter(([name, { value }]: [string, RecordOption]) => {
        return parseRecordArguments(argvOf(command, `--${name}`, value === null ? '' : 'a value')).ok;
      })
      .map(([name]) => `--${name}`);
    expect(rows.map(({ option }) => option)).toEqual(taken);
    expect(taken).toContain('--help');
  });
});

test('an option that means something else after a command says so', () => {
  expect(recordHelp('diff')).toContain('-o, --output FILE.png      a picture of both screens and of what differs');
  expect(recordHelp('render')).toContain(`write this file: ${CAST_OUTPUT_NAMES.join(' ')}, or a folder/ of frames\n`);
  expect(CAST_OUTPUT_NAMES).not.toContain('srt');
  expect(recordHelp('tape')).toContain(' srt vtt ');
  expect(recordHelp('evaluate')).not.toContain('vhs');
});
