import { parseTape } from '../tape/parse-tape.ts';
import { settingsOf } from '../tape/settings-of.ts';
import type { ParsedTape } from '../tape/tape.ts';
import type { TapeSettings } from '../tape/tape-settings.ts';

/** A run of massgen that is to be filmed. */
export interface RunToFilm {
  /** `massgen` and its arguments. */
  readonly argv: readonly string[];
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly timeoutSeconds: number;
  /** Where the question stands for tapes that cannot hold it: a path without odd characters. */
  readonly questionFile: string;
}

/** Our own tape needs none of the pauses a typed command needs: the film ends with the program. */
const header = ({ width, height, timeoutSeconds }: RunToFilm): readonly string[] => [
  `Set Width ${width}`,
  `Set Height ${height}`,
  'Set FontSize 15',
  'Set Theme "Dracula"',
  'Set Shell bash',
  `Set WaitTimeout ${timeoutSeconds}s`,
  'Set TypingSpeed 50ms',
];

/**
 * What is played. The command is never part of a text: arguments go to the system as they are. `more` are arguments that
 * only this run needs.
 */
export function ownTape(
  run: RunToFilm,
  more: readonly string[],
): { readonly parsed: ParsedTape; readonly settings: TapeSettings } {
  const parsed = parseTape([...header(run), 'Sleep 0.1s', ''].join('\n'));
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    parsed,
    settings: {
      ...settingsOf(parsed),
      shell: null,
      exec: [...run.argv.slice(0, 1), ...more, ...run.argv.slice(1)],
      timezone,
    },
  };
}

/** Is a text such that a line of a tape can hold it, unchanged by whoever plays it? */
export const fitsALine = (text: string): boolean => !/[\p{Cc}\u2028\u2029]|\$\{/u.test(text);

/**
 * The run as a tape to be played again, by us and by VHS. A question with line breaks or other things that no tape can
 * hold is read from `questionFile`.
 */
export function tapeText(run: RunToFilm): { readonly text: string; readonly needsQuestionFile: boolean } {
  const question = run.argv.at(-1) ?? '';
  const needsQuestionFile = !fitsALine(question);
  const words = run.argv.slice(0, -1).map(shellWord).join(' ');
  const command = needsQuestionFile
    ? `${words} "$(cat ${shellWord(run.questionFile)})"`
    : `${words} ${shellWord(question)}`;
  const exec = needsQuestionFile ? ['sh', '-c', `exec ${command}`] : run.argv;
  const text = [
    `Output ${tapeWord(`massgen_terminal.${run.format}`)}`,
    ...header(run),
    `# massgen: exec ${exec.map(tapeWord).join(' ')}`,
    '# massgen: vhs-only begin',
    'Hide',
    `Type "export PS1='$ '" Enter`,
    'Sleep 0.2s',
    'Type "clear" Enter',
    'Sleep 0.2s',
    ...typed(command),
    'Show',
    'Enter',
    `Wait+Screen@${run.timeoutSeconds}s /Log: /`,
    '# massgen: vhs-only end',
    'Sleep 2s',
    '',
  ].join('\n');
  return { text, needsQuestionFile };
}

/** A word that a POSIX shell gives to the program as it is. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

const QUOTES = ['"', "'", '`'] as const;

/** Pieces of a text that each leave out one of the three quotes, with that quote: strings of a tape have no escapes. */
function quotable(text: string): readonly (readonly [quote: string, piece: string])[] {
  const pieces: [string, string][] = [];
  let rest = text;
  while (rest !== '') {
    const reach = QUOTES.map((quote) => ({ quote, end: rest.includes(quote) ? rest.indexOf(quote) : rest.length }));
    const best = reach.reduce((longest, each) => (each.end > longest.end ? each : longest));
    pieces.push([best.quote, rest.slice(0, best.end)]);
    rest = rest.slice(best.end);
  }
  return pieces;
}

/** One word of a directive: quoted pieces that touch. */
function tapeWord(word: string): string {
  if (/^[\w@%+=:,.-][\w@%+=:,./-]*$/.test(word)) return word;
  return word === ''
    ? '""'
    : quotable(word)
        .map(([quote, piece]) => `${quote}${piece}${quote}`)
        .join('');
}

const typed = (text: string): readonly string[] =>
  quotable(text).map(([quote, piece]) => `Type ${quote}${piece}${quote}`);
