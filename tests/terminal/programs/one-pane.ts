/** A small full-screen program for the tests on a real pseudo-terminal. Its argument says how it ends; keys make it act. */
import { readFileSync } from 'node:fs';
import { canOpenTerminal, openTerminal } from '../../../src/terminal/open-terminal.ts';

const [way = 'wait'] = process.argv.slice(2);
if (!canOpenTerminal(process.env)) {
  process.stdout.write('no terminal: plain output\n');
  process.exit(0);
}

const controller = new AbortController();
const terminal = openTerminal({ env: process.env, title: 'one pane' }, controller.signal);
let lines = 'ready';
let lagMs = 0;
const pane = terminal.surface({
  paint(canvas) {
    lines.split('\n').forEach((line, y) => canvas.text(0, y, line, 0));
    canvas.text(0, canvas.height - 1, `${terminal.size.cols}x${terminal.size.rows}`, 0);
  },
});
const place = (): void => pane.place({ x: 0, y: 0, width: terminal.size.cols, height: terminal.size.rows });
const show = (text: string): void => {
  lines += `\n${text}`;
  pane.invalidate('input');
};
place();
terminal.onResize(place);
terminal.onCapabilities((found) => show(`probed ${found.widths} ${found.depth}`));
if (way === 'listen') {
  terminal.onEnd((end) => {
    setTimeout(() => {
      process.stderr.write(`saved after ${end.why}\n`);
      process.exit(end.exitCode);
    }, 20);
  });
}
terminal.drawNow();

/** Streams much faster than anybody can read, and notes the longest time the event loop was held up. */
function flood(): void {
  let before = performance.now();
  let turn = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    lagMs = Math.max(lagMs, now - before - 5);
    before = now;
    turn += 1;
    lines = Array.from({ length: 20 }, (_, row) => `${turn} ${row} `.repeat(20)).join('\n');
    pane.invalidate();
    if (turn < 500) return;
    clearInterval(timer);
    const { heapUsed } = process.memoryUsage();
    lines = `flood over\nlag ${lagMs < 100 ? 'small' : `large ${lagMs}`}\nheap ${heapUsed < 80e6 ? 'small' : heapUsed}\nskipped ${terminal.stats.skipped > 0 ? 'some' : 'none'}`;
    pane.invalidate();
  }, 5);
}

const actions: Readonly<Record<string, () => void>> = {
  q: () => terminal.close('the answer'),
  t: () => {
    throw new Error('thrown on purpose');
  },
  r: () => void Promise.reject(new Error('rejected on purpose')),
  x: () => process.exit(7),
  a: () => controller.abort(),
  z: () => void terminal.suspend(),
  c: () => console.log('stray line'),
  f: flood,
  o: () => show(`octets ${readFileSync('/proc/self/stat', 'utf8').length > 0}`),
};

terminal.onInput((event) => {
  if (event.type === 'key') actions[event.chord]?.();
  if (event.type === 'key' && actions[event.chord] === undefined) show(`key ${event.chord}`);
  if (event.type === 'paste') show(`paste ${event.text.length}`);
  if (event.type === 'mouse') show(`mouse ${event.action} ${event.x},${event.y}`);
  if (event.type === 'focus') show(`focus ${event.focused}`);
});
