/**
 * Where keys go. `edit`: the input line, the zone at the start. `keys`: single letters act on the panes. `help` and
 * `stop` are open over the rest. `any` holds for all of them, below their own keys.
 */
export const ZONES = ['any', 'edit', 'keys', 'help', 'stop'] as const;
export type Zone = (typeof ZONES)[number];

/**
 * When a hint is true: `running` and `ended` speak of the turn, `others` of a running one with several agents, `layouts` of
 * one whose panes have more than one place; `held` of the text that is read.
 */
export type When = 'running' | 'others' | 'layouts' | 'ready' | 'ended' | 'held' | 'always';

export interface Binding {
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
    hint: { label: 'next agent', when: 'others', keeps: 2 },
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
    hint: { label: 'next agent', when: 'others', keeps: 2 },
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
    hint: { label: 'layout', when: 'layouts', keeps: 1 },
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
