/** Runs the widget layer on one base package, given as argument, and prints what it saw as JSON. */
import { createWriter } from '../../../src/terminal/render/writer.ts';
import { createBlessedHost } from '../../../src/terminal/host/blessed-host.ts';
import { loadBase } from '../../../src/terminal/host/load-base.ts';
import type { InputEvent } from '../../../src/terminal/input/input-event.ts';
import { namedKey, characterKey } from '../../../src/terminal/input/key-names.ts';
import { createCompositor } from '../../../src/terminal/render/compositor.ts';
import { createGlyphTable } from '../../../src/terminal/render/glyph-table.ts';
import { createStyles } from '../../../src/terminal/render/styles.ts';
import { createScreenModel } from '../../helpers/screen-model.ts';

const base = process.argv[2] === 'blessed' ? 'blessed' : 'neo-blessed';
const listenersBefore = ['SIGTERM', 'SIGINT', 'SIGQUIT', 'uncaughtException', 'exit'].map((e) =>
  process.listenerCount(e),
);
const size = { cols: 40, rows: 12 };
const styles = createStyles();
const glyphs = createGlyphTable({ widths: 'grapheme', emojiCells: 2 });
let wanted = 0;
const compositor = createCompositor({ size, styles, glyphs, wanted: () => (wanted += 1) });
const host = createBlessedHost({ size, glyphs, styles, changed: () => compositor.overlayChanged(), base });
compositor.setOverlay(host);
const screen = createScreenModel(size);
const pane = compositor.surface({
  rect: { x: 0, y: 0, width: 40, height: 12 },
  paint(canvas) {
    for (let y = 0; y < canvas.height; y += 1) canvas.text(0, y, 'stream '.repeat(6), 0);
  },
});
const draw = async (): Promise<string[]> => {
  await screen.write(compositor.frame(0));
  return screen.rows();
};
const openList = () => {
  const list = host.blessed.list({
    parent: host.screen,
    top: 2,
    left: 5,
    width: 24,
    height: 7,
    border: 'line',
    items: ['alpha 你好', 'beta', 'gamma'],
    keys: true,
    mouse: true,
    style: { fg: '#123456', bg: '#1e1e2e', selected: { bg: '#c86432', fg: '#ffffff' }, border: { fg: '#89b4fa' } },
  });
  list.focus();
  return list;
};

await draw();
const list = openList();
host.treeChanged();
const open = await draw();
const colours = [screen.cell(6, 3), screen.cell(6, 4), screen.cell(5, 2)].map(({ fg, bg }) => [fg, bg]);
pane.invalidate();
const streamedUnder = await draw();
const click: InputEvent = {
  type: 'mouse',
  action: 'press',
  button: 'left',
  x: 8,
  y: 4,
  shift: false,
  alt: false,
  ctrl: false,
};
const taken = {
  active: host.active,
  down: host.take(namedKey('down')),
  letter: host.take(characterKey('x')),
  cancel: host.take(characterKey('c', { ctrl: true, alt: false, shift: false })),
  clickInside: host.take(click),
  clickOutside: host.take({ ...click, x: 1, y: 1 }),
};
const selections: string[] = [];
list.on('select', (item: { getText(): string }) => void selections.push(item.getText()));
host.take(namedKey('enter'));
const moved = await draw();
const selectedRow = screen.cell(6, 4).bg;
host.resize({ cols: 30, rows: 10 });
compositor.resize({ cols: 30, rows: 10 });
screen.resize(30, 10);
const resized = [host.screen.width, host.screen.height, (await draw()).length];
host.destroy(list);
const closed = await draw();

const { clickable, keyable, history } = host.screen as unknown as Record<string, unknown[]>;
const counts = (): number[] => [clickable, keyable, history].map((nodes) => nodes?.length ?? -1);
const before = counts();
const heap = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};
const cycle = async (): Promise<void> => {
  const next = openList();
  host.treeChanged();
  compositor.frame(0);
  host.destroy(next);
  compositor.frame(0);
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
};
for (let turn = 0; turn < 500; turn += 1) await cycle(); // until the compiler has settled: its notes are memory too
const heapBefore = heap();
for (let turn = 0; turn < 300; turn += 1) await cycle();
const retained = (heap() - heapBefore) / 300;

const { prototype } = loadBase(base).tput;
const report = {
  open,
  streamedUnder,
  moved,
  closed,
  colours,
  taken,
  selections,
  selectedRow,
  resized,
  leaks: { before, after: counts(), retained: retained < 1024 ? 'under a kilobyte' : retained },
  listeners: ['SIGTERM', 'SIGINT', 'SIGQUIT', 'uncaughtException', 'exit'].map(
    (event, index) => process.listenerCount(event) - (listenersBefore[index] ?? 0),
  ),
  internals: {
    readTerminfo: typeof prototype.readTerminfo,
    lines: Array.isArray((host.screen as unknown as { lines: unknown }).lines),
    cell: (host.screen as unknown as { lines: unknown[][][] }).lines[0]?.[0]?.length,
    colours: (host.screen as unknown as { tput: { colors: unknown } }).tput.colors,
    focused: host.screen.focused === undefined || host.screen.focused === null,
  },
  stillEqual: createWriter(styles, glyphs).diff(compositor.front, compositor.front) === '',
};
process.stdout.write(JSON.stringify(report));
process.exit(0);
