import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { readCast } from '../src/recorder/encode/read-cast.ts';
import { median, round } from './figure.ts';
import type { Figure } from './figure.ts';
import { usageMeter } from './measured-child.ts';
import type { Usage } from './measured-child.ts';
import { packedEntry } from './packed.ts';

const PAIRS = 6;
const DEMO = resolve(import.meta.dirname, '../recordings/sessions/demo');
const CAST = 'run.cast';
/** What the dashboard writes where nothing stood before, once the run is over. */
const OVER = 'Final answer';
const LONGEST_MS = 120_000;

interface Watched extends Usage {
  readonly wallMs: number;
  /** Everything the terminal got. */
  readonly output: string;
  /** Everything the recording holds; null without one. */
  readonly recorded: string | null;
}

function outputOf(path: string): string {
  const read = readCast(readFileSync(path, 'utf8'));
  if (!read.ok) throw new Error('the recording cannot be read');
  return read.value.cast.events.flatMap((event) => (event.type === 'output' ? [event.data] : [])).join('');
}

/** The demo's dashboard at its own pace in a terminal, until it is over and left with a key. */
function watch(withRecord: boolean): Promise<Watched> {
  const folder = mkdtempSync(join(tmpdir(), 'massgen-live-'));
  const meter = usageMeter(folder);
  const words = [packedEntry(), '--replay', DEMO, '--theme', 'dark', ...(withRecord ? ['--record', CAST] : [])];
  const began = performance.now();
  const pty = spawn(process.execPath, [...meter.args, ...words], {
    cols: 120,
    rows: 36,
    cwd: folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      TERM: 'xterm-256color',
      COLORTERM: 'truecolor',
      ...meter.env,
    },
  });
  return new Promise((fulfil, reject) => {
    let output = '';
    let left = false;
    const timer = setTimeout(() => pty.kill('SIGKILL'), LONGEST_MS);
    pty.onData((data) => {
      output += data;
      if (left || !output.includes(OVER)) return;
      left = true;
      pty.write('q');
    });
    pty.onExit(({ exitCode }) => {
      clearTimeout(timer);
      try {
        if (exitCode !== 0)
          throw new Error(`the dashboard ended with ${exitCode}: ${JSON.stringify(output.slice(-300))}`);
        const recorded = withRecord ? outputOf(join(folder, CAST)) : null;
        fulfil({ wallMs: performance.now() - began, output, recorded, ...meter.read() });
      } catch (cause) {
        reject(cause instanceof Error ? cause : new Error(String(cause)));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  });
}

/** What `--record` costs while people watch, and whether the recording is the whole truth. */
export async function recorderLiveBench(): Promise<readonly Figure[]> {
  const added: number[] = [];
  const plain: number[] = [];
  const recorded: number[] = [];
  let [whole, bytes] = [0, 0];
  packedEntry();
  for (let pair = 0; pair < PAIRS; pair += 1) {
    // Both at the same time: what else the machine does presses upon both alike.
    const [first, second] = await Promise.all([watch(pair % 2 === 0), watch(pair % 2 === 1)]);
    const [withRecord, without] = pair % 2 === 0 ? [first, second] : [second, first];
    if (pair === 0) continue; // fills the compile cache
    plain.push(without.cpuMs);
    recorded.push(withRecord.cpuMs);
    added.push((100 * (withRecord.cpuMs - without.cpuMs)) / without.wallMs);
    if (withRecord.recorded === withRecord.output) whole += 1;
    bytes += Buffer.byteLength(withRecord.output);
  }
  const pairs = added.length;
  return [
    {
      name: '--record on a dashboard run, processor time added',
      unit: '% of a core',
      ours: round(median(added)),
      reference: null,
      ratio: null,
      bound: 1,
      note:
        `median of ${pairs} pairs of 20 s, ${round(Math.min(...added))} to ${round(Math.max(...added))}; ` +
        `processor time ${round(median(plain), 0)} ms without, ${round(median(recorded), 0)} ms with`,
    },
    {
      name: '--record: recordings that hold every byte of their terminal',
      unit: 'runs',
      ours: whole,
      reference: null,
      ratio: null,
      bound: pairs,
      atLeast: true,
      note: `of ${pairs}; ${round(bytes / pairs / 1000, 0)} kB each`,
    },
  ];
}
