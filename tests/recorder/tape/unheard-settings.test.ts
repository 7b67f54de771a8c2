import { expect, test } from 'vitest';
import { parseTape } from '../../../src/recorder/tape/parse-tape.ts';
import { unheardSettings } from '../../../src/recorder/tape/unheard-settings.ts';

const told = (tape: string): readonly string[] =>
  unheardSettings(parseTape(tape)).map(({ line, message }) => `${line}: ${message}`);

test('a font that is not bundled is told', () => {
  expect(told('Output a.gif\nSet FontFamily "Comic Code"\nEnter')).toEqual([
    '2: Set FontFamily Comic Code: films are drawn in the bundled fonts (massgen record fonts)',
  ]);
});

test.each(['"JetBrains Mono"', '"JetBrainsMono Nerd Font, monospace"', '""'])('%s needs no word', (family) => {
  expect(told(`Set FontFamily ${family}\nEnter`)).toEqual([]);
});

test('a Set that comes too late is told, unless it counts everywhere', () => {
  expect(told('Set Width 900\nEnter\nSet Width 800\nSet TypingSpeed 1ms\nSet Shell zsh')).toEqual([
    '3: Set Width has no effect after the header, which ends with the first command',
  ]);
});

test('what only VHS plays is left to VHS', () => {
  expect(told('# massgen: vhs-only begin\nSet FontFamily "X"\n# massgen: vhs-only end\nEnter')).toEqual([]);
});
