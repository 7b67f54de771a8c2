import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import type { IPty } from '@lydell/node-pty';
import { median, round } from './figure.ts';
import type { Figure } from './figure.ts';
import { marker } from './frame-program.ts';
import type { FrameTimes } from './frame-program.ts';

const PAIRS = 5;
const DECISION = 8; // docs/decisions
const LIVE_RUNS = 3;
const LIVE_TOKENS = 12_000; // six seconds
const KEY_EVERY_MS = 31;
const PROGRAM = fileURLToPath(new URL('frame-program.ts', import.meta.url));

function start(args: readonly string[]): IPty {
  const env = {
    PATH: process.env['PATH'] ?? '',
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    MASSGEN_TUI_WIDTHS: 'grapheme',
  };
  return spawn(process.execPath, [PROGRAM, ...args], { cols: 120, rows: 36, env });
}

const SIDES = ['ours', 'replay', 'cells', 'bytes'] as const;
type Side = (typeof SIDES)[number];

async function framesOf(side: Side): Promise<FrameTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'massgen-frame-'));
  const file = join(folder, 'result.json');
  const pty = start([side, file]);
  pty.onData(() => undefined); // somebody has to read, or the other side stops
  await new Promise<void>((resolve) => void pty.onExit(() => resolve()));
  const times: FrameTimes = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(folder, { recursive: true });
  return times;
}

/** Every side in turn, several times over. */
async function measureSides(): Promise<Record<Side, FrameTimes[]>> {
  const measured: Record<Side, FrameTimes[]> = { ours: [], replay: [], cells: [], bytes: [] };
  for (let pair = 0; pair < PAIRS; pair += 1) {
    for (const side of SIDES) measured[side].push(await framesOf(side));
  }
  return measured;
}

/** 99th percentile, in ms, of the time from sending a key to seeing its effect, from outside, while 12 panes stream. */
async function keyLatency(): Promise<number> {
  const pty = start(['live', '', String(LIVE_TOKENS)]);
  const times: number[] = [];
  let keys = 0;
  let sentAt: number | null = null;
  let tail = '';
  pty.onData((data) => {
    if (sentAt === null) return;
    tail = (tail + data).slice(-20_000);
    if (!tail.includes(marker(keys))) return;
    times.push(performance.now() - sentAt);
    sentAt = null;
  });
  const warmUntil = performance.now() + 1500;
  const timer = setInterval(() => {
    if (sentAt !== null || performance.now() < warmUntil) return;
    keys += 1;
    tail = '';
    sentAt = performance.now();
    pty.write('k');
  }, KEY_EVERY_MS);
  await new Promise<void>((resolve) => void pty.onExit(() => resolve()));
  clearInterval(timer);
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
}

/** What drawing costs beyond writing, and how long a key waits for its frame. */
export async function frameBench(): Promise<Figure[]> {
  const sides = await measureSides();
  const against = (side: Side, what: keyof FrameTimes): Pick<Figure, 'unit' | 'ours' | 'reference' | 'ratio'> => {
    const ours = sides.ours.map((times) => times[what]);
    const reference = sides[side].map((times) => times[what]);
    const ratios = ours.map((value, index) => value / (reference[index] ?? Number.NaN));
    return {
      unit: 'ms',
      ours: round(median(ours), 3),
      reference: round(median(reference), 3),
      ratio: round(median(ratios)),
    };
  };
  const latencies: number[] = [];
  for (let run = 0; run < LIVE_RUNS; run += 1) latencies.push(await keyLatency());
  return [
    {
      name: 'frame p50, 12 panes, 2,000 tokens/s, 120×36, against raw writes of the same cells',
      ...against('replay', 'p50'),
      bound: 1.5,
      note: `the design's reference, a replay of the frames; median of ${PAIRS} rounds, all sides write blocking`,
    },
    {
      name: 'processor time per frame, against the same',
      ...against('replay', 'cpuMs'),
      bound: 1.8,
      note: 'the bound of the design',
    },
    {
      name: 'frame p50, against appending and writing cells that are known beforehand',
      ...against('cells', 'p50'),
      bound: null,
      note: `stricter than the design's reference, and why it is no bound: decision ${DECISION}`,
    },
    { name: 'processor time per frame, against the same', ...against('cells', 'cpuMs'), bound: null },
    { name: 'frame p50, against only writing the finished bytes', ...against('bytes', 'p50'), bound: null },
    {
      name: 'key → frame p99 while streaming',
      unit: 'ms',
      ours: round(median(latencies), 1),
      reference: null,
      ratio: null,
      bound: 16,
      note: `seen from outside the pseudo-terminal; median of ${LIVE_RUNS} runs`,
    },
  ];
}
