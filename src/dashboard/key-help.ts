import type { HelpSection } from '../views/help.ts';
import type { Zone } from './keymap.ts';
import { KEYMAP, keyName } from './keymap.ts';

/** Keys of the input line itself; they are performed by the line editor. Only for the help. */
const EDITOR_KEYS: HelpSection['rows'] = [
  { keys: 'Alt-Enter Ctrl-J', help: 'new line; also \\ then Enter' },
  { keys: 'Shift-Enter Ctrl-Enter', help: 'new line where it is reported' },
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
