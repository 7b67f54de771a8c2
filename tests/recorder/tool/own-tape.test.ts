import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTape } from '../../../src/recorder/tape/parse-tape.ts';
import { settingsOf } from '../../../src/recorder/tape/settings-of.ts';
import { ownTape, shellWord, tapeText } from '../../../src/recorder/tool/own-tape.ts';
import type { RunToFilm } from '../../../src/recorder/tool/own-tape.ts';

const runOf = (question: string): RunToFilm => ({
  argv: ['massgen', '--skip-agent-selector', '--config', '/a folder/it’s.yaml', '--', question],
  format: 'gif',
  width: 1920,
  height: 1080,
  timeoutSeconds: 300,
  questionFile: '/a folder/question.txt',
});

const HOSTILE = [
  'plain words',
  'back`ticks` and $(touch pwned) and "double" and it\'s single',
  `'"\`'"\``,
  '$HOME \\ ! * ? [a] {b} ~ # ; & | < > %',
  '-rf --help',
  '',
  'Ünïcödé 漢字 👩‍👩‍👧 \u202e',
  '/slash/ first',
];

/** What VHS would type: the pieces of its part, joined. */
const typedCommand = (text: string): string => {
  const { raw } = parseTape(text, { mode: 'strict' });
  const words = raw.flatMap(([command, , word]) => (command === 'Type' ? [word] : []));
  return words.slice(2).join('');
};

describe('the tape of a run', () => {
  test.each(HOSTILE)('starts massgen with exactly the question %j', (question) => {
    const run = runOf(question);
    const { text } = tapeText(run);
    const parsed = parseTape(text);
    expect(parsed.errors).toEqual([]);
    expect(settingsOf(parsed).exec).toEqual(run.argv);
  });

  test.each(HOSTILE)('lets VHS type a command that gives massgen the question %j', (question) => {
    const command = typedCommand(tapeText(runOf(question)).text);
    const told = execFileSync('sh', ['-c', command.replace(/^massgen /, String.raw`printf '%s\0' `)], {
      encoding: 'utf8',
    });
    expect(told.split('\0').slice(0, -1)).toEqual(runOf(question).argv.slice(1));
  });

  test.each(['two\nlines', 'a\ttab', '${HOME}', 'an \u001b escape'])(
    'reads %j from a file, for no line can hold it',
    (question) => {
      const { text, needsQuestionFile } = tapeText(runOf(question));
      expect(needsQuestionFile).toBe(true);
      const parsed = parseTape(text);
      expect(parsed.errors).toEqual([]);
      expect(settingsOf(parsed).exec?.slice(0, 2)).toEqual(['sh', '-c']);
      expect(text).toContain(`"$(cat '/a folder/question.txt')"`);
      expect(text).not.toContain(question);
    },
  );

  test('never fails to parse, whatever is asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (question) => {
        const { text, needsQuestionFile } = tapeText(runOf(question));
        const parsed = parseTape(text);
        expect(parsed.errors).toEqual([]);
        const { exec } = settingsOf(parsed);
        expect(needsQuestionFile ? exec?.[0] : exec).toEqual(needsQuestionFile ? 'sh' : runOf(question).argv);
      }),
    );
  });

  test('is not what is played: the arguments go to the system as they are', () => {
    const { settings, parsed } = ownTape(runOf('two\nlines `$(x)`'), ['--record', 'moments.cast']);
    expect(parsed.errors).toEqual([]);
    expect(settings).toMatchObject({ shell: null, theme: 'Dracula', fontSize: 15, waitTimeoutMs: 300_000 });
    expect(settings.exec).toEqual(['massgen', '--record', 'moments.cast', ...runOf('two\nlines `$(x)`').argv.slice(1)]);
  });

  test('quotes words for a shell only where that is needed', () => {
    expect(shellWord('--config')).toBe('--config');
    expect(shellWord("it's")).toBe(`'it'\\''s'`);
  });
});
