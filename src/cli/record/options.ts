import { CAST_OUTPUT_NAMES, OUTPUT_NAMES } from '../../recorder/encode/output-kinds.ts';

/** One option of `massgen record`: what follows it, which commands take it, and what it does. */
export interface RecordOption {
  /** A word for it, or the words it can be; null for a switch. */
  readonly value: string | readonly string[] | null;
  readonly short?: string;
  readonly multiple?: boolean;
  readonly commands: readonly RecordCommand[];
  readonly help: string;
  /** Where a command takes something else by this name. */
  readonly of?: Partial<Record<RecordCommand, OptionWords>>;
}

/** How help shows an option. */
interface OptionWords {
  readonly value?: RecordOption['value'];
  readonly help: string;
}

interface RecordCommandFacts {
  readonly operands: string;
  readonly count: readonly [least: number, most: number];
  readonly help: string;
}

/**
 * The commands after `massgen record`, with how many operands they take: at least, at most. `tape` is the one without a
 * word of its own.
 */
export const RECORD_COMMANDS = {
  tape: { operands: 'TAPE…', count: [1, Infinity], help: 'play tapes and write the films they ask for' },
  session: { operands: 'LOGDIR', count: [1, 1], help: 'film the dashboard of a finished run from its log folder' },
  live: { operands: '[-- PROGRAM …]', count: [0, 0], help: 'type by hand; gives a tape and a cast' },
  render: { operands: 'CAST', count: [1, 1], help: 'draw a cast again, in any format, theme and size' },
  play: { operands: 'TAPE|CAST', count: [1, 1], help: 'show a recording in this terminal' },
  validate: { operands: 'TAPE…', count: [1, Infinity], help: 'parse tapes and tell their errors' },
  format: {
    operands: 'TAPE…',
    count: [1, Infinity],
    help: 'print tapes in the usual form (--write changes the files)',
  },
  diff: {
    operands: 'CAST CAST',
    count: [2, 2],
    help: 'compare the last screens, or with --at any moment, of two casts; with --judge the casts as a whole',
  },
  evaluate: {
    operands: 'CONFIG QUESTION',
    count: [2, 2],
    help: 'run massgen on a question, film it, check it, and let a judge look at it',
  },
  themes: { operands: '', count: [0, 0], help: 'names for Set Theme and --theme' },
  fonts: { operands: '', count: [0, 0], help: 'the bundled fonts, and what they cover' },
} as const satisfies Record<string, RecordCommandFacts>;

export type RecordCommand = keyof typeof RECORD_COMMANDS;

const FILMS = ['tape', 'session', 'render', 'live'] as const;
const PLAYED = ['tape', 'session'] as const;
const DRAWN_OUTPUT = `write this file: ${CAST_OUTPUT_NAMES.join(' ')}, or a folder/ of frames`;
const JUDGED = [...PLAYED, 'diff', 'evaluate'] as const;

/** Every option of `massgen record`; parser and help are made from this table. */
export const RECORD_OPTIONS = {
  output: {
    value: 'FILE',
    short: 'o',
    multiple: true,
    commands: [...FILMS, 'diff', 'evaluate'],
    help: `write this file: ${OUTPUT_NAMES.join(' ')}, or a folder/ of frames; replaces the tape’s own outputs`,
    of: {
      session: { help: DRAWN_OUTPUT },
      render: { help: DRAWN_OUTPUT },
      live: { help: DRAWN_OUTPUT },
      diff: { value: 'FILE.png', help: 'a picture of both screens and of what differs' },
      evaluate: { help: `write this file as well: ${CAST_OUTPUT_NAMES.join(' ')}, or a folder/ of frames` },
    },
  },
  engine: {
    value: ['auto', 'embedded', 'vhs'],
    commands: ['tape', 'evaluate'],
    help: 'what plays it (default auto: embedded)',
    of: { evaluate: { value: ['auto', 'embedded'], help: 'what films it (default auto: embedded)' } },
  },
  clock: {
    value: ['real', 'virtual', 'ticks'],
    commands: ['tape'],
    help: 'real, virtual (massgen itself, in this process) or ticks (massgen itself, in a pseudo-terminal)',
  },
  check: { value: null, commands: ['tape'], help: 'compare with the goldens, write no film' },
  update: { value: null, commands: ['tape'], help: 'write the goldens anew' },
  size: { value: 'COLSxROWS', commands: ['tape', 'session', 'render', 'evaluate'], help: 'cells, like 120x36' },
  theme: {
    value: 'A,B',
    commands: FILMS,
    help: 'colours; several names draw the film once for each',
    of: {
      session: { help: 'a theme of the dashboard (default dark), or colours of terminals, the film once for each' },
    },
  },
  'font-size': { value: 'PIXELS', commands: FILMS, help: 'height of the letters' },
  scale: { value: ['1', '2'], commands: [...FILMS, 'diff'], help: 'pixels per pixel, for pictures on dense screens' },
  fps: { value: 'N', commands: FILMS, help: 'at most so many frames per second' },
  speed: { value: 'X', commands: [...FILMS, 'play'], help: 'playback speed' },
  'speed-to': { value: 'TIME', commands: FILMS, help: 'as fast as it takes to last so long' },
  'idle-limit': { value: 'TIME', commands: [...FILMS, 'play'], help: 'shorten every pause to this' },
  'hold-last': { value: 'TIME', commands: FILMS, help: 'show the last frame so long (default 3s)' },
  loop: { value: 'N', commands: FILMS, help: 'how often a gif, apng, svg or html plays; 0 is for ever (default)' },
  quality: {
    value: ['high', 'normal'],
    commands: FILMS,
    help: 'all shades between ink and paper, or eight (default normal)',
  },
  'cast-version': { value: ['2', '3'], commands: FILMS, help: 'version of written casts (default 3)' },
  select: {
    value: 'FROM..TO',
    commands: ['render', 'session'],
    help: 'a part: 5s..30s, 10%..50%, marker:winner.., or markers',
  },
  at: {
    value: 'TIME',
    commands: ['session', 'render', 'diff'],
    help: 'one moment instead of a film: -o FILE is its png, svg, txt or json',
    of: { diff: { help: 'compare the screens of this moment (default: the end)' } },
  },
  golden: {
    value: 'DIR',
    commands: ['tape'],
    help: 'folder of the goldens (default: goldens/NAME beside the tape’s folder)',
  },
  lint: {
    value: ['off', 'warn', 'error'],
    commands: [...PLAYED, 'evaluate'],
    help: 'rules for what a screen must not show',
  },
  judge: {
    value: 'RUBRIC',
    commands: JUDGED,
    help: 'let a model score the film by a rubric file',
    of: { diff: { help: 'let a model say by a rubric file which cast is better' } },
  },
  'judge-model': { value: 'NAME', commands: JUDGED, help: 'the model that judges' },
  'judge-url': { value: 'URL', commands: JUDGED, help: 'where the model that judges is' },
  'judge-replay': {
    value: 'FILE',
    commands: JUDGED,
    help: 'take the judge’s stored answers; no model is asked',
  },
  report: { value: 'DIR', commands: [...PLAYED, 'evaluate'], help: 'write report.json and report.html there' },
  'keep-going': { value: null, commands: ['tape'], help: 'play on after a failed check' },
  'total-timeout': { value: 'TIME', commands: ['tape'], help: 'the longest a tape may take (default 10m)' },
  'no-default-output': { value: null, commands: ['tape'], help: 'no NAME.gif for a tape without an Output' },
  'capture-input': {
    value: null,
    commands: ['tape', 'live'],
    help: 'keep the pressed keys in the cast; they may be secret',
  },
  tape: { value: 'FILE', commands: ['live'], help: 'the tape to write (default: recording.tape)' },
  cast: { value: 'FILE', commands: ['live'], help: 'the cast to write (default: recording.cast)' },
  format: { value: 'KIND', commands: ['evaluate'], help: 'gif, mp4 or webm (default mp4)' },
  'timeout-seconds': { value: 'N', commands: ['evaluate'], help: 'the longest the run may take (default 300)' },
  rehearse: { value: null, commands: ['evaluate'], help: 'run against the built-in model server; no key' },
  'allowed-path': {
    value: 'DIR',
    multiple: true,
    commands: ['evaluate'],
    help: 'the configuration must lie here or in the working folder; may be repeated',
  },
  prompt: { value: 'TEXT', commands: ['evaluate'], help: 'what the judge is to look for, in plain words' },
  'num-frames': { value: 'N', commands: ['evaluate'], help: 'frames for the judge (default 12)' },
  strict: { value: null, commands: ['validate', 'format'], help: 'VHS’s language only, without our extensions' },
  portable: { value: null, commands: ['validate'], help: 'tell also what VHS would ignore or read differently' },
  write: { value: null, commands: ['format'], help: 'change the files instead of printing' },
  json: {
    value: null,
    commands: ['tape', 'session', 'render', 'validate', 'diff', 'evaluate', 'themes', 'fonts'],
    help: 'print JSON',
  },
  quiet: { value: null, short: 'q', commands: [...FILMS, 'evaluate'], help: 'print nothing but errors' },
  help: {
    value: null,
    short: 'h',
    commands: Object.keys(RECORD_COMMANDS) as RecordCommand[],
    help: 'this text; after a command, its own',
  },
} as const satisfies Record<string, RecordOption>;

type RecordOptionName = keyof typeof RECORD_OPTIONS;

/** The options that take one of a few words. */
export type ChoiceName = {
  [Name in RecordOptionName]: (typeof RECORD_OPTIONS)[Name]['value'] extends readonly string[] ? Name : never;
}[RecordOptionName];

export type OptionChoice<Name extends ChoiceName> = (typeof RECORD_OPTIONS)[Name]['value'][number];

/** An option with what follows it, as help shows it for a command, and what it does there. */
export function optionWords(
  name: string,
  { value, help, of = {} }: RecordOption,
  command: RecordCommand,
): readonly [option: string, does: string] {
  const words: OptionWords = { value, help, ...of[command] };
  const follows = words.value ?? '';
  return [`--${name} ${typeof follows === 'string' ? follows : follows.join('|')}`.trimEnd(), words.help];
}

type IsMultiple<Name extends RecordOptionName> = (typeof RECORD_OPTIONS)[Name] extends { multiple: true }
  ? true
  : false;

/** What was given, as text; switches are true. */
export type RecordValues = {
  readonly [Name in RecordOptionName]?: (typeof RECORD_OPTIONS)[Name]['value'] extends null
    ? boolean
    : IsMultiple<Name> extends true
      ? string[]
      : string;
};
