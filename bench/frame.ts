import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import type { IPty } from '@lydell/node-pty';
import { median, round } from './figure.ts';
import type { Figure } from './figure.ts';
import { marker } from './frame-program.ts';

const PAIRS = 5;
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

/** Median milliseconds per frame of one side. */
async function framesOf(side: 'ours' | 'raw' | 'bytes'): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'massgen-frame-'));
  const file = join(folder, 'result.json');
  const pty = start([side, file]);
  pty.onData(() => undefined); // somebody has to read, or the other side stops
  await new Promise<void>((resolve) => void pty.onExit(() => resolve()));
  const { p50 }: { p50: number } = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(folder, { recursive: true });
  return p50;
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
  const ours: number[] = [];
  const bytes: number[] = [];
  const raw: number[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    ours.push(await framesOf('ours'));
    raw.push(await framesOf('raw'));
    bytes.push(await framesOf('bytes'));
  }
  const ratios = ours.map((value, index) => value / (raw[index] ?? Number.NaN));
  const latencies: number[] = [];
  for (let run = 0; run < LIVE_RUNS; run += 1) latencies.push(await keyLatency());
  return [
    {
      name: 'frame p50, 12 panes, 2,000 tokens/s, 120×36, against raw writes of the same cells',
      unit: 'ms',
      ours: round(median(ours), 3),
      reference: round(median(raw), 3),
      ratio: round(median(ratios)),
      bound: 1.5,
      note: `median of ${PAIRS} pairs, blocking writes on both sides, ours with taking the tokens in; finished frames only written: ${round(median(bytes), 3)} ms`,
    },
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
