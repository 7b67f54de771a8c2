import type { Hint } from '../views/chrome/footer.ts';
import type { HelpSection } from '../views/help.ts';

/**
 * Where keys go. `edit`: the input line, the zone at the start. `keys`: single letters act on the panes. `help` and
 * `stop` are open over the rest. `any` holds for all of them, below their own keys.
 */
export const ZONES = ['any', 'edit', 'keys', 'help', 'stop'] as const;
export type Zone = (typeof ZONES)[number];

/** When a hint is true: `running` and `ended` speak of the turn, `held` of the text that is read. */
type When = 'running' | 'ready' | 'ended' | 'held' | 'always';

interface Binding {
  readonly zone: Zone;
  /** Chords as the terminal engine names them. `1-9` stands for nine keys. */
  readonly keys: readonly string[];
  readonly action: string;
  readonly help: string;
  /** Words for the last row, and when to show them. In the order of the table; a higher `keeps` leaves later. */
  readonly hint?: { readonly label: string; readonly when: When; readonly keeps: number };
}

/** All keys, once: the handler finds its action here, the last row its hints, the help its text. */
export const KEYMAP = [
  {
    zone: 'edit',
    keys: ['enter'],
    action: 'submit',
    help: 'send; to working agents too',
    hint: { label: 'send', when: 'ready', keeps: 4 },
  },
  {
    zone: 'edit',
    keys: ['tab'],
    action: 'next_pane',
    help: 'next agent',
    hint: { label: 'next agent', when: 'running', keeps: 2 },
  },
  { zone: 'edit', keys: ['S-tab'], action: 'previous_pane', help: 'previous agent' },
  {
    zone: 'edit',
    keys: ['escape'],
    action: 'leave_input',
    help: 'to KEYS; the draft stays',
    hint: { label: 'keys', when: 'always', keeps: 6 },
  },
  { zone: 'edit', keys: ['C-d'], action: 'end_of_input', help: 'delete; empty line: leave' },

  {
    zone: 'keys',
    keys: ['i'],
    action: 'enter_input',
    help: 'type (EDIT)',
    hint: { label: 'type', when: 'ready', keeps: 3 },
  },
  {
    zone: 'keys',
    keys: ['tab', 'right', 'l'],
    action: 'next_pane',
    help: 'next agent',
    hint: { label: 'next agent', when: 'running', keeps: 2 },
  },
  { zone: 'keys', keys: ['S-tab', 'left', 'h'], action: 'previous_pane', help: 'previous agent' },
  { zone: 'keys', keys: ['1-9'], action: 'pick_pane', help: 'agent by number' },
  {
    zone: 'keys',
    keys: ['up', 'k'],
    action: 'line_up',
    help: 'up a line; holds the view',
    hint: { label: 'scroll', when: 'always', keeps: 3 },
  },
  { zone: 'keys', keys: ['down', 'j'], action: 'line_down', help: 'down a line' },
  { zone: 'keys', keys: ['u', 'C-u'], action: 'half_up', help: 'half a page up' },
  { zone: 'keys', keys: ['d', 'C-d'], action: 'half_down', help: 'half a page down' },
  { zone: 'keys', keys: ['space'], action: 'page_down', help: 'a page down' },
  { zone: 'keys', keys: ['g'], action: 'top_prefix', help: 'twice: to the beginning' },
  { zone: 'keys', keys: ['home'], action: 'top', help: 'to the beginning' },
  {
    zone: 'keys',
    keys: ['G', 'end'],
    action: 'follow',
    help: 'to the end; follows again',
    hint: { label: 'follow', when: 'held', keeps: 5 },
  },
  {
    zone: 'keys',
    keys: ['p'],
    action: 'toggle_final',
    help: 'final answer or panes',
    hint: { label: 'panes/answer', when: 'ended', keeps: 5 },
  },
  { zone: 'keys', keys: ['f'], action: 'show_final', help: 'final answer' },
  {
    zone: 'keys',
    keys: ['Z', 'L'],
    action: 'cycle_layout',
    help: 'next layout that fits',
    hint: { label: 'layout', when: 'running', keeps: 1 },
  },
  { zone: 'keys', keys: ['z'], action: 'zoom', help: 'this pane alone, and back' },
  {
    zone: 'keys',
    keys: ['q'],
    action: 'leave',
    help: 'leave; asks while a turn runs',
    hint: { label: 'leave', when: 'always', keeps: 7 },
  },
  { zone: 'keys', keys: ['?'], action: 'help', help: 'this help' },

  {
    zone: 'any',
    keys: ['C-c'],
    action: 'interrupt',
    help: 'cancel; again: leave',
    hint: { label: 'cancel', when: 'running', keeps: 5 },
  },
  { zone: 'any', keys: ['pageup'], action: 'page_up', help: 'a page up' },
  { zone: 'any', keys: ['pagedown'], action: 'page_down', help: 'a page down' },
  { zone: 'any', keys: ['C-o'], action: 'cycle_detail', help: 'more or less detail' },
  { zone: 'any', keys: ['C-g', 'f1'], action: 'help', help: 'this help' },
  { zone: 'any', keys: ['C-l'], action: 'redraw', help: 'redraw' },
  { zone: 'any', keys: ['C-z'], action: 'suspend', help: 'back to the shell; fg returns' },

  {
    zone: 'help',
    keys: ['escape', 'q', '?'],
    action: 'close',
    help: 'close',
    hint: { label: 'close', when: 'always', keeps: 2 },
  },
  {
    zone: 'help',
    keys: ['up', 'k'],
    action: 'line_up',
    help: 'scroll up',
    hint: { label: 'scroll', when: 'always', keeps: 1 },
  },
  { zone: 'help', keys: ['down', 'j'], action: 'line_down', help: 'scroll down' },
  { zone: 'help', keys: ['u', 'C-u'], action: 'half_up', help: 'half a page up' },
  { zone: 'help', keys: ['d', 'C-d'], action: 'half_down', help: 'half a page down' },
  { zone: 'help', keys: ['space'], action: 'page_down', help: 'a page down' },
  { zone: 'help', keys: ['g'], action: 'top_prefix', help: 'twice: to the beginning' },
  { zone: 'help', keys: ['home'], action: 'top', help: 'to the beginning' },
  { zone: 'help', keys: ['G', 'end'], action: 'follow', help: 'to the end' },

  {
    zone: 'stop',
    keys: ['a'],
    action: 'answer_now',
    help: 'Answer now: agents wrap up, then vote',
    hint: { label: 'answer now', when: 'always', keeps: 3 },
  },
  {
    zone: 'stop',
    keys: ['c'],
    action: 'cancel_turn',
    help: 'Cancel the turn; what was written is kept',
    hint: { label: 'cancel', when: 'always', keeps: 2 },
  },
  {
    zone: 'stop',
    keys: ['q', 'l'],
    action: 'cancel_and_leave',
    help: 'Cancel, save and leave',
    hint: { label: 'leave', when: 'always', keeps: 4 },
  },
  {
    zone: 'stop',
    keys: ['escape'],
    action: 'close',
    help: 'Keep running',
    hint: { label: 'back', when: 'always', keeps: 5 },
  },
] as const satisfies readonly Binding[];

export type ActionName = (typeof KEYMAP)[number]['action'];

/** Keys of the input line itself; they are performed by the line editor. Only for the help. */
const EDITOR_KEYS: HelpSection['rows'] = [
  { keys: 'Alt-Enter Ctrl-J', help: 'new line; also \\ then Enter' },
  { keys: 'Shift-Enter', help: 'new line where it is reported' },
  { keys: 'Up Down', help: 'line; at the edge: history' },
  { keys: 'Ctrl-P Ctrl-N', help: 'history' },
  { keys: 'Left Right', help: 'character; also Ctrl-B Ctrl-F' },
  { keys: 'Ctrl-Left Ctrl-Right', help: 'word; also Alt-B Alt-F' },
  { keys: 'Home End', help: 'line; also Ctrl-A Ctrl-E' },
  { keys: 'Backspace Delete', help: 'delete a character' },
  { keys: 'Ctrl-W', help: 'delete a word (Alt-Backspace)' },
  { keys: 'Ctrl-U Ctrl-K', help: 'delete to start, to end' },
  { keys: 'Ctrl-Y', help: 'put back what was deleted' },
  { keys: 'Ctrl-_', help: 'undo' },
];

/** The mouse, as `handle-input.ts` takes it; the last is the terminal's own. */
const MOUSE: HelpSection['rows'] = [
  { keys: 'wheel', help: 'scroll what is under it' },
  { keys: 'click', help: 'look at an agent; type' },
  { keys: 'Shift-drag', help: 'select text (Mac: Option)' },
];

const RANGE = /^(\d)-(\d)$/;

/** The keys of a row one by one: `1-9` as nine. */
export const expandKeys = (keys: readonly string[]): readonly string[] =>
  keys.flatMap((key) => {
    const range = RANGE.exec(key);
    if (range === null) return [key];
    const [from, to] = [Number(range[1]), Number(range[2])];
    return Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
  });

const TABLE: ReadonlyMap<string, ActionName> = new Map(
  KEYMAP.flatMap((row) => expandKeys(row.keys).map((key) => [`${row.zone} ${key}`, row.action] as const)),
);

/** What a key does in a zone; null when nothing. */
export const actionFor = (zone: Zone, chord: string): ActionName | null =>
  TABLE.get(`${zone} ${chord}`) ?? TABLE.get(`any ${chord}`) ?? null;

const NAMES: Readonly<Record<string, string>> = {
  enter: 'Enter',
  tab: 'Tab',
  'S-tab': 'Shift-Tab',
  escape: 'Esc',
  space: 'Space',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  home: 'Home',
  end: 'End',
  f1: 'F1',
};

/** How a chord is written for people: `C-c` → `Ctrl-C`. */
export const keyName = (chord: string): string =>
  NAMES[chord] ?? (chord.startsWith('C-') ? `Ctrl-${chord.slice(2).toUpperCase()}` : chord);

const TITLES: Readonly<Record<Exclude<Zone, 'stop' | 'help'>, string>> = {
  any: 'EVERYWHERE',
  edit: 'EDIT: the input line',
  keys: 'KEYS: the panes (press Esc first)',
};

const rowsOf = (zone: Zone): HelpSection['rows'] =>
  KEYMAP.filter((row) => row.zone === zone).map((row) => ({ keys: row.keys.map(keyName).join(' '), help: row.help }));

/** The help, made from the table. */
export function helpSections(): readonly HelpSection[] {
  return [
    { title: TITLES.keys, rows: rowsOf('keys') },
    { title: TITLES.any, rows: rowsOf('any') },
    { title: TITLES.edit, rows: [...rowsOf('edit'), ...EDITOR_KEYS] },
    { title: 'MOUSE', rows: MOUSE },
  ];
}

/** The choices of an open question, for its window. */
export const choicesOf = (zone: Zone): HelpSection['rows'] =>
  KEYMAP.filter((row) => row.zone === zone).map((row) => ({
    keys: row.keys.slice(0, 1).map(keyName).join(' '),
    help: row.help,
  }));

/** What a replay has no use for. */
const OF_LIVE_TURNS: ReadonlySet<string> = new Set(['enter_input', 'interrupt'] satisfies ActionName[]);

/** The most useful keys now, for the last row. */
export function hintsFor(
  zone: Exclude<Zone, 'any'>,
  turn: 'none' | 'running' | 'ended',
  held = false,
  readOnly = false,
): readonly Hint[] {
  const holds = (when: When): boolean =>
    when === 'always' ||
    (when === 'running' && turn === 'running') ||
    (when === 'ended' && turn === 'ended') ||
    (when === 'held' && held) ||
    (when === 'ready' && turn !== 'ended');
  const rows: readonly Binding[] = KEYMAP;
  return rows
    .filter((row) => !readOnly || !OF_LIVE_TURNS.has(row.action))
    .filter((row) => row.zone === zone || (row.zone === 'any' && (zone === 'edit' || zone === 'keys')))
    .flatMap((row) =>
      row.hint !== undefined && holds(row.hint.when)
        ? [{ keys: keyName(row.keys[0] ?? ''), label: row.hint.label, keeps: row.hint.keeps }]
        : [],
    );
}
