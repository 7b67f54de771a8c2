import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { median, round } from './figure.ts';
import type { Figure } from './figure.ts';
import { packedEntry } from './packed.ts';

const PAIRS = 15;
const STARTS = 9;
/** A letter no frame shows by itself: seeing it means the input line took the key. */
const KEY = 'ψ';

function wall(args: readonly string[]): number {
  const began = performance.now();
  const { status } = spawnSync(process.execPath, args);
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
  return performance.now() - began;
}

/** Milliseconds from exec to the first frame, and to a key (sent once the frame stands) being on the input line. */
function firstFrame(entry: string): Promise<{ frameMs: number; keyMs: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'massgen-start-'));
  const began = performance.now();
  const pty = spawn(process.execPath, [entry, '--rehearse', '--config', '@examples/demo', '--display', 'rich'], {
    cols: 120,
    rows: 36,
    cwd: folder,
    env: { ...process.env, TERM: 'xterm-256color', COLORTERM: 'truecolor' },
  });
  return new Promise((resolve, reject) => {
    let seen = '';
    let frameMs: number | null = null;
    const timer = setTimeout(() => {
      pty.kill('SIGKILL');
      reject(new Error(`no ${frameMs === null ? 'frame' : 'key'} within 10 s: ${JSON.stringify(seen.slice(-400))}`));
    }, 10_000);
    pty.onData((data) => {
      seen += data;
      if (frameMs === null && seen.includes('MassGen') && seen.includes('gemini')) {
        frameMs = performance.now() - began;
        seen = '';
        pty.write(KEY);
      } else if (frameMs !== null && seen.includes(KEY)) {
        const keyMs = performance.now() - began;
        clearTimeout(timer);
        pty.kill('SIGKILL');
        rmSync(folder, { recursive: true, force: true });
        resolve({ frameMs, keyMs });
      }
    });
  });
}

/** How quickly the packed program says its version, shows its first frame and takes its first key. */
export async function startBench(): Promise<readonly Figure[]> {
  const entry = packedEntry();
  const ours: number[] = [];
  const reference: number[] = [];
  wall([entry, '--version']);
  for (let pair = 0; pair < PAIRS; pair += 1) {
    reference.push(wall(['-e', '0']));
    ours.push(wall([entry, '--version']));
  }
  await firstFrame(entry); // fills the compile cache: the figure is the warm start
  const frames: { frameMs: number; keyMs: number }[] = [];
  for (let start = 0; start < STARTS; start += 1) frames.push(await firstFrame(entry));
  return [
    {
      name: '--version against node -e 0, wall',
      unit: 'ms',
      ours: round(median(ours), 1),
      reference: round(median(reference), 1),
      ratio: round(median(ours.map((value, index) => value / (reference[index] ?? Number.NaN)))),
      bound: 1.6,
      note: `${PAIRS} pairs, packed and installed, recorder and its fonts in the package`,
    },
    {
      name: 'exec → first dashboard frame, 120×36',
      unit: 'ms',
      ours: round(median(frames.map(({ frameMs }) => frameMs)), 0),
      reference: null,
      ratio: null,
      bound: 200,
    },
    {
      name: 'exec → input line takes a key, 120×36',
      unit: 'ms',
      ours: round(median(frames.map(({ keyMs }) => keyMs)), 0),
      reference: null,
      ratio: null,
      bound: 250,
    },
  ];
}
