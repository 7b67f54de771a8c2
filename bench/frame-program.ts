/**
 * One side of the frame figures, on a pseudo-terminal of its own; the result goes to the file of the second argument.
 * `ours`: the engine takes the tokens in, draws and writes. `raw`: the cells that changed, known beforehand, are put
 * into one string and written: what no program can do without. `bytes`: the finished frames are only written. All three
 * write blocking. `live`: real time, with keys.
 */
import { writeFileSync } from 'node:fs';
import { openTerminal } from '../src/terminal/open-terminal.ts';
import { createCompositor } from '../src/terminal/render/compositor.ts';
import { createGlyphTable } from '../src/terminal/render/glyph-table.ts';
import { createStyles } from '../src/terminal/render/styles.ts';
import { createWorkload, tokens } from './frame-workload.ts';

const [side = 'ours', resultFile = '', total = '90000'] = process.argv.slice(2);
const COLS = 120;
const ROWS = 36;
const TOKENS_PER_SECOND = 2000;
const FRAMES_PER_SECOND = 30;
const PER_FRAME = TOKENS_PER_SECOND / FRAMES_PER_SECOND;
const WARM_UP = 300; // frames until the compiler has settled

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** The way any program writes: blocking, through the standard stream. */
const writeStandard = (frame: string): void => void process.stdout.write(frame);

/**
 * Draws the stream frame by frame; `send` gets every frame, `measured` the milliseconds the frame held the event loop,
 * from the first token of it to its last byte.
 */
async function drawStream(send: (frame: string) => void, measured: (ms: number) => void): Promise<void> {
  const styles = createStyles();
  const glyphs = createGlyphTable({ widths: 'grapheme', emojiCells: 2 });
  const compositor = createCompositor({ size: { cols: COLS, rows: ROWS }, styles, glyphs, wanted: () => undefined });
  const workload = createWorkload({ styles, surface: (options) => compositor.surface(options) }, COLS, ROWS);
  const stream = tokens(Number(total));
  send(compositor.frame(0));
  for (let due = PER_FRAME; ; due += PER_FRAME) {
    const began = performance.now();
    let next = stream.next();
    for (; due >= 1 && next.done !== true; due -= 1) {
      workload.append(next.value);
      if (due >= 2) next = stream.next();
    }
    if (next.done === true) return;
    send(compositor.frame(began));
    measured(performance.now() - began);
    await turn();
  }
}

/** A frame as what it sends for each cell: a glyph, or a sequence between two of them. */
const CELL = new RegExp(`${String.fromCharCode(27)}\\[[0-9;:]*[A-Za-z]|[^]`, 'gu');
const cellsOf = (frame: string): readonly string[] => frame.match(CELL) ?? [];

async function replay(cut: (frame: string) => readonly string[], measured: (ms: number) => void): Promise<void> {
  const frames: (readonly string[])[] = [];
  await drawStream(
    (frame) => void frames.push(cut(frame)),
    () => undefined,
  );
  for (const cells of frames) {
    const began = performance.now();
    let frame = '';
    for (const cell of cells) frame += cell;
    writeStandard(frame);
    measured(performance.now() - began);
    await turn();
  }
}

function live(): void {
  const terminal = openTerminal({ env: process.env }, new AbortController().signal);
  const workload = createWorkload(terminal, terminal.size.cols, terminal.size.rows);
  const stream = tokens(Number(total));
  let keys = 0;
  let last = performance.now();
  let due = 0;
  terminal.onInput((event) => {
    if (event.type !== 'key') return;
    keys += 1;
    workload.setStatus(`keys:${marker(keys)}`);
  });
  const timer = setInterval(() => {
    const now = performance.now();
    due = Math.min(due + ((now - last) / 1000) * TOKENS_PER_SECOND, TOKENS_PER_SECOND);
    last = now;
    for (; due >= 1; due -= 1) {
      const next = stream.next();
      if (next.done === true) {
        clearInterval(timer);
        terminal.close();
        return;
      }
      workload.append(next.value);
    }
  }, 5);
}

/** Four letters that all differ from one number to the next, so that the diff cannot send only some of them. */
export function marker(number: number): string {
  const first = (number & 1) === 1 ? 'a' : 'A';
  const digits = Array.from(number.toString(16).padStart(4, '0'), (digit) => Number.parseInt(digit, 16));
  return digits.map((digit) => String.fromCharCode(first.charCodeAt(0) + digit)).join('');
}

if (import.meta.main) {
  if (side === 'live') live();
  else {
    const times: number[] = [];
    const cpu = process.cpuUsage();
    if (side === 'ours') await drawStream(writeStandard, (ms) => times.push(ms));
    else await replay(side === 'raw' ? cellsOf : (frame) => [frame], (ms) => times.push(ms));
    const { user, system } = process.cpuUsage(cpu);
    const sorted = times.slice(WARM_UP).toSorted((a, b) => a - b);
    const at = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
    const result = { frames: sorted.length, p50: at(0.5), p99: at(0.99), cpuMs: (user + system) / 1000 };
    writeFileSync(resultFile, JSON.stringify(result));
  }
}
