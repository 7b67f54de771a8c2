import { isMet } from './figure.ts';
import type { Figure } from './figure.ts';

/** `npm run bench [-- --json] [-- NAME…]`: every figure of the table, or those whose file names are given. */
const BENCHES: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  start: async () => (await import('./start.ts')).startBench(),
  coordinated: async () => (await import('./coordinated.ts')).coordinatedBench(),
  crowd: async () => (await import('./crowd.ts')).crowdBench(),
  frame: async () => (await import('./frame.ts')).frameBench(),
  log: async () => (await import('./log.ts')).logBench(),
  simulate: async () => (await import('./simulate.ts')).simulateBench(),
  'recorder-tapes': async () => (await import('./recorder-tapes.ts')).recorderTapesBench(),
  'recorder-picture': async () => (await import('./recorder-picture.ts')).recorderPictureBench(),
  'recorder-encode': async () => (await import('./recorder-encode.ts')).recorderEncodeBench(),
  'recorder-command': async () => (await import('./recorder-command.ts')).recorderCommandBench(),
  'recorder-length': async () => (await import('./recorder-length.ts')).recorderLengthBench(),
  'recorder-live': async () => (await import('./recorder-live.ts')).recorderLiveBench(),
};

const words = process.argv.slice(2);
const json = words.includes('--json');
const named = words.filter((word) => !word.startsWith('--'));
const unknown = named.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  console.error(`no bench called ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`);
  process.exit(2);
}

const shown = (figure: Figure): string => {
  const sides = figure.reference === null ? '' : ` against ${figure.reference} ${figure.unit}: ${figure.ratio}×`;
  const limit = `${figure.atLeast ? '≥' : '≤'} ${figure.bound}${figure.reference === null ? ` ${figure.unit}` : '×'}`;
  const bound = figure.bound === null ? 'no bound' : `bound ${limit}`;
  const sign = figure.bound === null ? '·' : isMet(figure) ? '✓' : '✗';
  return `${sign} ${figure.name}: ${figure.ours} ${figure.unit}${sides} (${bound})${figure.note ? ` — ${figure.note}` : ''}`;
};

let missed = 0;
for (const [name, bench] of Object.entries(BENCHES)) {
  if (named.length > 0 && !named.includes(name)) continue;
  for (const figure of await bench()) {
    if (!isMet(figure)) missed += 1;
    console.log(
      json ? JSON.stringify({ ...figure, met: figure.bound === null ? null : isMet(figure) }) : shown(figure),
    );
  }
}
if (!json) console.log(missed === 0 ? 'every bound is met' : `${missed} missed`);
