import type { DirectiveName } from './directive.ts';

/** How a setting's value is checked in extended mode; `text` takes anything. */
type SettingValue =
  'text' | 'integer' | 'number' | 'percent' | 'boolean' | 'time' | 'pattern' | 'bar' | 'fill' | 'theme';

export interface SettingRow<Name extends string = SettingName> {
  readonly name: Name;
  readonly value: SettingValue;
  /** Empty when the value has none. */
  readonly unit: string;
  /** As one would write it in a tape; empty when there is none. */
  readonly standard: string;
  readonly description: string;
  /** Both inclusive; what lies outside is an error in extended mode. */
  readonly range?: readonly [low: number, high: number];
  /** False: VHS calls it an unknown setting. */
  readonly portable: boolean;
}

/** More pixels or cells than this are a slip of the finger, and would only fill the memory. */
const LARGEST_PICTURE_PX = 16_384;
export const MOST_CELLS_A_SIDE = 1000;

const row = <Name extends string>(
  name: Name,
  value: SettingValue,
  unit: string,
  standard: string,
  knownTo: 'VHS' | 'us',
  description: string,
  range?: readonly [number, number],
): SettingRow<Name> => ({
  name,
  value,
  unit,
  standard,
  description,
  ...(range === undefined ? {} : { range }),
  portable: knownTo === 'VHS',
});

/** Everything `Set` knows: the parser's keywords, the defaults and the reference pages come from here. */
export const SETTINGS = [
  row('Shell', 'text', '', 'bash', 'VHS', 'The shell that is started; honoured wherever it stands. On Windows `cmd`.'),
  row(
    'FontFamily',
    'text',
    '',
    'JetBrains Mono',
    'VHS',
    'The font to look for first; missing glyphs come from the next ones.',
  ),
  row('FontSize', 'integer', 'pixels', '22', 'VHS', 'Height of the font.', [1, 512]),
  row('LetterSpacing', 'number', 'pixels', '1', 'VHS', 'Added to the width of each cell.', [0, 512]),
  row('LineHeight', 'number', 'factor', '1', 'VHS', 'Stretches the height of each cell.', [0.1, 20]),
  row('Width', 'integer', 'pixels', '1200', 'VHS', 'Width of the whole picture.', [1, LARGEST_PICTURE_PX]),
  row('Height', 'integer', 'pixels', '600', 'VHS', 'Height of the whole picture.', [1, LARGEST_PICTURE_PX]),
  row('Columns', 'integer', 'cells', '', 'us', 'Width of the terminal; the picture follows.', [1, MOST_CELLS_A_SIDE]),
  row('Rows', 'integer', 'cells', '', 'us', 'Height of the terminal; the picture follows.', [1, MOST_CELLS_A_SIDE]),
  row('Padding', 'integer', 'pixels', '60', 'VHS', 'Space between the text and the window.', [0, LARGEST_PICTURE_PX]),
  row('Margin', 'integer', 'pixels', '0', 'VHS', 'Space around the window.', [0, LARGEST_PICTURE_PX]),
  row('MarginFill', 'fill', '', '', 'VHS', 'Colour `#RRGGBB` of the margin, or the path of a picture.'),
  row('WindowBar', 'bar', '', '', 'VHS', 'Colorful, ColorfulRight, Rings, RingsRight, or empty for none.'),
  row('WindowBarSize', 'integer', 'pixels', '30', 'VHS', 'Height of the bar.', [0, LARGEST_PICTURE_PX]),
  row('BorderRadius', 'integer', 'pixels', '0', 'VHS', 'Rounds the corners of the window.', [0, LARGEST_PICTURE_PX]),
  row('Framerate', 'integer', 'frames a second', '50', 'VHS', 'Two frames are never closer than this.', [1, 1000]),
  row('PlaybackSpeed', 'number', 'factor', '1', 'VHS', '2 plays twice as fast.', [0.01, 1000]),
  row('LoopOffset', 'percent', 'percent', '0%', 'VHS', 'Where in the film the loop begins.', [0, 100]),
  row('CursorBlink', 'boolean', '', 'true', 'VHS', 'Whether the cursor blinks.'),
  row('TypingSpeed', 'time', 'time', '50ms', 'VHS', 'Pause after each key; may be set again anywhere.'),
  row('Theme', 'theme', '', '', 'VHS', 'Name of a theme, or a JSON object with its colours.'),
  row('WaitTimeout', 'time', 'time', '15s', 'VHS', 'How long `Wait` waits.'),
  row('WaitPattern', 'pattern', '', '>$', 'VHS', 'What `Wait` waits for when it names nothing.'),
] as const;

/** A setting name as it is written after `Set`. */
export type SettingName = (typeof SETTINGS)[number]['name'];

/** VHS starts no others; the embedded engine starts any program. */
export const VHS_SHELLS = ['bash', 'zsh', 'fish', 'powershell', 'pwsh', 'cmd', 'nu', 'osh', 'xonsh'] as const;

export const WINDOW_BARS = ['', 'Colorful', 'ColorfulRight', 'Rings', 'RingsRight'] as const;

/** The keys that may stand alone, with `@time` and a count. */
export const VHS_KEYS = [
  'Enter',
  'Escape',
  'Tab',
  'Space',
  'Backspace',
  'Delete',
  'Insert',
  'Up',
  'Down',
  'Left',
  'Right',
  'PageUp',
  'PageDown',
] as const;

/** Known in extended mode only. VHS takes `End` for an unknown command and the others for text. */
export const EXTRA_KEYS = [
  'Home',
  'End',
  'F1',
  'F2',
  'F3',
  'F4',
  'F5',
  'F6',
  'F7',
  'F8',
  'F9',
  'F10',
  'F11',
  'F12',
] as const;

/** Extended mode knows `Home`, `End` and `F1`…`F12` too. */
export type KeyName = (typeof VHS_KEYS | typeof EXTRA_KEYS)[number];

export interface CommandRow {
  readonly name: string;
  readonly syntax: string;
  readonly description: string;
}

const KEY_ROWS: readonly CommandRow[] = [...VHS_KEYS, ...EXTRA_KEYS].map((name) => ({
  name,
  syntax: `${name}[@time] [count]`,
  description: `Press ${name}, once or \`count\` times.`,
}));

/** Every command, for help, the reference page and the guess at a misspelt one. */
export const COMMANDS: readonly CommandRow[] = [
  { name: 'Output', syntax: 'Output path', description: 'Write the film there; the extension names the format.' },
  { name: 'Require', syntax: 'Require program', description: 'Fail at once unless the program is on the PATH.' },
  { name: 'Set', syntax: 'Set setting value', description: 'Change a setting; most count in the header only.' },
  { name: 'Type', syntax: 'Type[@time] "text" …', description: 'Type the texts, joined by one space.' },
  ...KEY_ROWS,
  { name: 'ScrollUp', syntax: 'ScrollUp[@time] [count]', description: 'Show what lies above; sends nothing.' },
  { name: 'ScrollDown', syntax: 'ScrollDown[@time] [count]', description: 'Show what lies below; sends nothing.' },
  { name: 'Ctrl', syntax: 'Ctrl[+Alt][+Shift]+key…', description: 'Press keys while Ctrl is held.' },
  { name: 'Alt', syntax: 'Alt+key', description: 'Press a key, or the letters of a word, while Alt is held.' },
  { name: 'Shift', syntax: 'Shift+key', description: 'Press a key, or the letters of a word, while Shift is held.' },
  { name: 'Sleep', syntax: 'Sleep time', description: 'Let time pass: `500ms`, `2s`, `1m`; bare numbers are seconds.' },
  {
    name: 'Wait',
    syntax: 'Wait[+Line|+Screen][@time] [/pattern/]',
    description: 'Wait until the cursor line or the screen matches.',
  },
  { name: 'Hide', syntax: 'Hide', description: 'Leave out of the film what follows.' },
  { name: 'Show', syntax: 'Show', description: 'End `Hide`.' },
  { name: 'Screenshot', syntax: 'Screenshot path.png', description: 'Write a picture of this moment.' },
  { name: 'Copy', syntax: 'Copy "text" …', description: 'Put text on the clipboard.' },
  { name: 'Paste', syntax: 'Paste', description: 'Paste the clipboard.' },
  {
    name: 'Env',
    syntax: 'Env NAME "value"',
    description: 'Set a variable for the program; counts wherever it stands.',
  },
  { name: 'Source', syntax: 'Source path.tape', description: "Put another tape's commands here, without its outputs." },
];

/** Words that end a bare-word run, besides commands and settings. `em` and `px` do nothing, but are not text either. */
export const OTHER_KEYWORDS = ['em', 'px', 'ms', 's', 'm', 'true', 'false'] as const;

export interface DirectiveRow {
  readonly name: DirectiveName;
  /** Square brackets: may be left out. `|`: one of them. */
  readonly syntax: readonly string[];
  readonly description: string;
}

/** What may follow `# massgen:` (`recording.md` §3.4). VHS reads a comment there. */
const DIRECTIVE_TABLE: Readonly<Record<DirectiveName, Omit<DirectiveRow, 'name'>>> = {
  size: {
    syntax: ['size 120x36'],
    description: 'Columns and rows of the terminal; wins over Width and Height.',
  },
  exec: { syntax: ['exec program argument …'], description: 'Start this program instead of a shell.' },
  'vhs-only': {
    syntax: ['vhs-only begin', 'vhs-only end'],
    description: 'Our engine skips everything between the two.',
  },
  clock: { syntax: ['clock real|virtual'], description: 'Whether time passes by itself or is counted.' },
  seed: { syntax: ['seed 7'], description: 'Where chance begins.' },
  timezone: { syntax: ['timezone UTC'], description: 'The time zone of the program.' },
  locale: { syntax: ['locale C.UTF-8'], description: 'The language and region of the program.' },
  unicode: { syntax: ['unicode 11|15'], description: 'The version that character widths follow.' },
  output: {
    syntax: ['output film.cast'],
    description: 'One more file; kinds that VHS does not know belong here.',
  },
  expect: {
    syntax: [
      'expect [not] screen|line|title /pattern/ [within 5s]',
      'expect [not] region 3,1 40x5 /pattern/ [within 5s]',
      'expect cell 3,1 "x" [fg=#ff0000] [bg=#000000] [bold]',
      'expect cursor 3,1|hidden',
      'expect mode altscreen|mouse|paste on|off',
      'expect exit 0',
      'expect clean-exit',
    ],
    description: 'Fail unless this comes true in time. Places are row,column, counted from 1.',
  },
  golden: {
    syntax: ['golden name [text|cells|pixels]'],
    description: 'Compare the screen with the stored one of this name.',
  },
  mask: {
    syntax: ['mask /pattern/ [as "text"]'],
    description: 'Replace what matches before screens are compared or stored.',
  },
  lint: { syntax: ['lint on|off [rule[=limit] …]'], description: 'Switch rules; without a name all of them.' },
  judge: { syntax: ['judge rubric [frames=12]'], description: 'Have a model judge the film by this rubric.' },
  marker: { syntax: ['marker "text"'], description: 'Name this moment in the recording.' },
  caption: { syntax: ['caption "text"'], description: 'Show a subtitle from here on; an empty one ends it.' },
  keys: { syntax: ['keys on|off'], description: 'Show the keys that are pressed.' },
  speed: { syntax: ['speed 4x'], description: 'Play what follows faster or slower.' },
  'idle-limit': { syntax: ['idle-limit 1s'], description: 'Shorten every longer pause to this.' },
  'hold-last': { syntax: ['hold-last 3s'], description: 'Show the last frame this long before the film loops.' },
  settle: { syntax: ['settle 80ms'], description: 'How long output must rest before a screen is looked at.' },
  resize: { syntax: ['resize 80x24'], description: 'Change the size of the terminal now.' },
  key: { syntax: ['key F5', 'key Ctrl+Shift+Up'], description: 'Press a key, also those that VHS lacks.' },
  mouse: {
    syntax: ['mouse click 3,1', 'mouse wheel 3,1 +3'],
    description: 'Click or turn the wheel there; down is positive.',
  },
  themes: { syntax: ['themes "A", "B"'], description: 'Write every picture once in each theme.' },
};

/** The rows in the order of the table, for the reader, the reference page and the guess at a misspelt name. */
export const DIRECTIVES: readonly DirectiveRow[] = (Object.keys(DIRECTIVE_TABLE) as DirectiveName[]).map((name) => ({
  name,
  ...DIRECTIVE_TABLE[name],
}));

/** The rules that `lint` can switch (`recording.md` §9.3). */
export const LINT_RULES = [
  'border',
  'overlap',
  'cut-word',
  'contrast',
  'colour-only',
  'minimum-size',
  'wide-char',
  'tofu',
  'flicker',
  'repaint',
  'jitter',
  'latency',
  'status-truth',
  'clean-exit',
] as const;
