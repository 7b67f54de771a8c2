import * as fc from 'fast-check';
import { COMMANDS, DIRECTIVES, EXTRA_KEYS, OTHER_KEYWORDS, SETTINGS } from '../../../src/recorder/tape/tables.ts';

const LOOSE = [
  'Line',
  'Screen',
  'hello',
  'a.gif',
  'b.svg',
  'x.png',
  'y.tape',
  './z',
  'frames/',
  '.5',
  '1',
  '22',
  '1.2.3',
  '0',
  '"a b"',
  "'it'",
  '`q"`',
  '"#12ab56"',
  '"cut',
  '/re/',
  '/a\\/b/',
  '/cut\\',
  '{"a":"b"}',
  '{\n"c":1 }',
  '"é日"',
  '@',
  '=',
  '+',
  '%',
  '-',
  '[',
  ']',
  '^',
  '\\',
  ';',
  'é',
  '# note',
  '#674EFF',
  '"Home"',
  '"Theme"',
  "'Alt'",
];

const lexemes = [
  ...COMMANDS.map(({ name }) => name),
  ...SETTINGS.map(({ name }) => name),
  ...EXTRA_KEYS,
  ...OTHER_KEYWORDS,
  ...LOOSE,
];

const directives = DIRECTIVES.flatMap(({ syntax }) => syntax.map((one) => `# massgen: ${one}`));
const gaps = [' ', ' ', '\n', '\n', '', '\t', '\r\n', '\n\n\n'];

/** Lines that are right often enough to reach what only whole commands reach. */
const commands = [
  'Type "a"',
  'Type hello world',
  'Type@1s \'x\' "y"',
  'Enter 3',
  'Tab@.5s',
  'Ctrl+Alt+P',
  'Ctrl + C',
  'Alt+"abc"',
  'Shift+Tab',
  'Sleep 1',
  'Sleep 100 ms',
  'Wait+Screen@2m /a b/',
  'Wait',
  'Hide',
  'Show',
  'Set Shell "bash"',
  'Set FontSize 22',
  'Set LoopOffset 50 %',
  'Set MarginFill #674EFF',
  'Set Theme {"a": "b"}',
  'Set Rows 24',
  'Set WindowBar ""',
  'Output "a.gif"',
  'Output b.svg',
  'Env "A" b',
  'Copy a "b c"',
  'Paste',
  'Screenshot x.png',
  'Source y.tape',
  'Home 2',
  'Alt+F4',
  'Type go Home',
  '# note',
  '# massgen: size 80x24',
  '# massgen: expect screen /a/ within 5s',
];

const from = (...choices: readonly (readonly string[])[]): fc.Arbitrary<string> => fc.constantFrom(...choices.flat());
const pieces = (words: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(fc.tuple(words, from(gaps)), { maxLength: 24 }).map((pairs) => pairs.flat().join(''));

/** Texts that look like tapes: whole commands in some, loose words and marks in others. */
export const tapes: fc.Arbitrary<string> = fc.oneof(
  pieces(from(lexemes)),
  pieces(from(commands)),
  pieces(from(commands, directives)),
  fc.tuple(pieces(from(commands)), pieces(from(lexemes))).map(([first, second]) => `${first}\n${second}`),
);

/** Bytes of every kind, mixed with pieces of tapes. */
export const bytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 600 }),
  tapes.map((text) => new TextEncoder().encode(text)),
  fc
    .array(
      fc.oneof(
        fc.uint8Array({ maxLength: 4 }),
        from(lexemes, gaps).map((text) => new TextEncoder().encode(text)),
      ),
    )
    .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part]))),
);
