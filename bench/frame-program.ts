/**
 * One side of the frame figures, on a pseudo-terminal of its own; the result goes to the file of the second argument. All
 * sides write blocking, through the standard stream.
 * `ours`: the engine takes the tokens in, draws and writes.
 * `replay`: our frames, known beforehand and appended cell by cell, are written. V8 lays such a string out in memory when
 * it is first used, and that is the write.
 * `cells`: the cells of our frames are known beforehand; each frame is appended and written.
 * `bytes`: our frames, laid out in memory beforehand, are only written.
 * `live`: real time, with keys.
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

/** What a side measured: median milliseconds of a frame, and milliseconds of processor time per frame. */
export interface FrameTimes {
  readonly p50: number;
  readonly cpuMs: number;
}

/** The way any program writes: blocking, through the standard stream. */
const writeStandard = (frame: string): void => void process.stdout.write(frame);

/** Milliseconds a frame held the event loop, and what all of them cost, once the compiler has settled. */
class Meter {
  readonly #times: number[] = [];
  #cpu = process.cpuUsage();

  frame(ms: number): void {
    this.#times.push(ms);
    if (this.#times.length === WARM_UP) this.#cpu = process.cpuUsage();
  }

  result(): FrameTimes {
    const { user, system } = process.cpuUsage(this.#cpu);
    const sorted = this.#times.slice(WARM_UP).toSorted((a, b) => a - b);
    return { p50: sorted[sorted.length >> 1] ?? Number.NaN, cpuMs: (user + system) / 1000 / sorted.length };
  }
}

/** Draws the stream frame by frame; `send` gets every frame, `meter` the time from its first token to its last byte. */
async function drawStream(send: (frame: string) => void, meter?: Meter): Promise<void> {
  const styles = createStyles();
  const glyphs = createGlyphTable({ widths: 'grapheme', emojiCells: 2 });
  const compositor = createCompositor({ size: { cols: COLS, rows: ROWS }, styles, glyphs, wanted: () => undefined });
  const workload = createWorkload({ styles, surface: (options) => compositor.surface(options) }, COLS, ROWS);
  const stream = [...tokens(Number(total))]; // making them up is no part of a frame
  send(compositor.frame(0));
  let due = PER_FRAME;
  for (let at = 0; at + due < stream.length; due = PER_FRAME + (due % 1)) {
    const began = performance.now();
    const end = at + Math.floor(due);
    for (const token of stream.slice(at, end)) workload.append(token);
    send(compositor.frame(began));
    meter?.frame(performance.now() - began);
    at = end;
    await turn();
  }
}

/** A frame as what it sends for each cell: a glyph, or a sequence between two of them. */
const CELL = new RegExp(`${String.fromCharCode(27)}\\[[0-9;:]*[A-Za-z]|[^]`, 'gu');
const cellsOf = (frame: string): readonly string[] => frame.match(CELL) ?? [];

function append(cells: readonly string[]): string {
  let frame = '';
  for (const cell of cells) frame += cell;
  return frame;
}

/** Writes what the stream draws once more, as `prepare` has kept it. */
async function replay<Kept>(prepare: (frame: string) => Kept, finish: (kept: Kept) => string, meter: Meter) {
  const frames: Kept[] = [];
  await drawStream((frame) => void frames.push(prepare(frame)));
  for (const kept of frames) {
    const began = performance.now();
    writeStandard(finish(kept));
    meter.frame(performance.now() - began);
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

const same = (frame: string): string => frame;

async function measure(): Promise<FrameTimes> {
  const meter = new Meter();
  if (side === 'ours') await drawStream(writeStandard, meter);
  else if (side === 'replay') await replay((frame) => append(cellsOf(frame)), same, meter);
  else if (side === 'cells') await replay(cellsOf, append, meter);
  else await replay(same, same, meter);
  return meter.result();
}

if (import.meta.main) {
  if (side === 'live') live();
  else writeFileSync(resultFile, JSON.stringify(await measure()));
}
