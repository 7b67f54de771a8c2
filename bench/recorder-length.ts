import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCast } from '../src/recorder/encode/read-cast.ts';
import { round } from './figure.ts';
import type { Figure } from './figure.ts';
import { measureCommand } from './measured-child.ts';
import { packedEntry } from './packed.ts';

interface GifFile {
  numFrames(): number;
  frameInfo(frame: number): { readonly delay: number };
}

const { GifReader } = createRequire(import.meta.url)('omggif') as {
  readonly GifReader: new (bytes: Uint8Array) => GifFile;
};

interface Script {
  readonly name: string;
  readonly body: string;
  /** What its own words add up to. */
  readonly lengthMs: number;
}

const KEY_MS = 50;
const typed = (text: string, pauseMs = KEY_MS): number => Array.from(text).length * pauseMs;

const COUNT = 'for i in $(seq 400); do echo line $i; sleep 0.02; done';
const FLOOD = 'seq 300000 | tail -n 200000';
const QUICK = 'echo a quick sentence, typed in no time at all';

/** Real programs in a real bash: one that prints all the time, one that floods the terminal, hidden parts, odd pauses. */
const SCRIPTS: readonly Script[] = [
  {
    name: 'a program that prints all the time',
    body: `Type "${COUNT}"\nEnter\nSleep 9s\nType "echo done"\nEnter\nSleep 7.75s\n`,
    lengthMs: typed(COUNT) + KEY_MS + 9000 + typed('echo done') + KEY_MS + 7750,
  },
  {
    name: 'a flood of output',
    body: `Type "${FLOOD}"\nEnter\nSleep 3s\nEnter 4\nSleep 1s\n`,
    lengthMs: typed(FLOOD) + KEY_MS + 3000 + 4 * KEY_MS + 1000,
  },
  {
    name: 'hidden parts',
    body: `Hide\nType "PS1='$ '; clear"\nEnter\nSleep 400ms\nShow\nSleep 250ms\nType "date"\nEnter\nSleep 2s\nHide\nSleep 700ms\nShow\nSleep 1s\n`,
    lengthMs: 250 + typed('date') + KEY_MS + 2000 + 1000,
  },
  {
    name: 'odd pauses',
    body: `Type@10ms "${QUICK}"\nEnter@330ms\nSleep 1230ms\nSet TypingSpeed 70ms\nType "exit"\nBackspace@90ms 4\nSleep 2.01s\n`,
    lengthMs: typed(QUICK, 10) + 330 + 1230 + typed('exit', 70) + 4 * 90 + 2010,
  },
];

const HEAD = `Output film.gif
# massgen: output film.cast
# massgen: size 80x24
# massgen: hold-last 0s
Set FontSize 15
`;

function gifLength(bytes: Uint8Array): number {
  const gif = new GifReader(bytes);
  return Array.from({ length: gif.numFrames() }, (_, frame) => gif.frameInfo(frame).delay * 10).reduce(
    (a, b) => a + b,
    0,
  );
}

function castLength(text: string): number {
  const read = readCast(text);
  if (!read.ok) throw new Error('the cast cannot be read');
  return read.value.cast.events.at(-1)?.atMs ?? 0;
}

/** How much longer or shorter than its script each file is. */
async function differences({ body, lengthMs }: Script): Promise<readonly number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'massgen-length-'));
  try {
    writeFileSync(join(folder, 'film.tape'), `${HEAD}${body}`);
    await measureCommand([packedEntry(), 'record', '--quiet', 'film.tape'], folder);
    const gif = gifLength(readFileSync(join(folder, 'film.gif')));
    return [gif - lengthMs, castLength(readFileSync(join(folder, 'film.cast'), 'utf8')) - lengthMs];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether films last as long as their scripts say, also where the program is busy and so is the machine. */
export async function recorderLengthBench(): Promise<readonly Figure[]> {
  packedEntry(); // before the clock of any film
  const found = await Promise.all(SCRIPTS.map(differences)); // all at once: they press upon each other
  const told = SCRIPTS.map(
    ({ name, lengthMs }, index) => `${name} (${lengthMs / 1000} s) ${found[index]?.join(' and ')}`,
  );
  const worst = Math.max(...found.flat().map(Math.abs));
  return [
    {
      name: 'length of films against their scripts, worst difference',
      unit: 'ms',
      ours: round(worst, 3),
      reference: null,
      ratio: null,
      bound: 10,
      note: `${SCRIPTS.length} films of bash in a PTY at once, gif and cast in ms: ${told.join(', ')}`,
    },
  ];
}
