import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, round } from './figure.ts';
import type { Figure } from './figure.ts';
import { longSession } from './long-session.ts';
import { measureCommand } from './measured-child.ts';
import type { MeasuredCommand } from './measured-child.ts';
import { packedEntry } from './packed.ts';

const RUNS = 5;
const MEMORY_RUNS = 3;
const SECONDS = 60;
const LONG_SECONDS = 300;

const tape = (outputs: string, session: string, seconds: number): string => `${outputs}
Set FontSize 15
Set Width 1200
Set Height 720
Set Padding 0
# massgen: size 120x36
# massgen: clock virtual
# massgen: hold-last 0s
# massgen: exec massgen --replay ${session} --theme dark
Sleep ${seconds}s
Hide
Type "q"
Sleep 200ms
`;

const sentence = ({ output }: MeasuredCommand): string =>
  output.split('\n').find((line) => line.includes(' frames, ')) ?? '';

/** A whole command in a folder of its own, several times. */
async function filmed(outputs: string, seconds: number, runs: number): Promise<readonly MeasuredCommand[]> {
  const folder = mkdtempSync(join(tmpdir(), 'massgen-film-'));
  try {
    writeFileSync(join(folder, 'session.tape'), tape(outputs, longSession(folder, seconds), seconds));
    const measured: MeasuredCommand[] = [];
    for (let run = 0; run < runs; run += 1) {
      measured.push(await measureCommand([packedEntry(), 'record', 'session.tape'], folder));
    }
    return measured;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a user waits for, and how much memory it takes: `massgen record` from its start to its end. */
export async function recorderCommandBench(): Promise<readonly Figure[]> {
  const warm = await filmed('Output warm.gif', 5, 1); // fills the compile cache
  const films = await filmed('Output film.gif', SECONDS, RUNS);
  const walls = films.map(({ wallMs }) => wallMs / 1000);
  const cpu = median(films.map(({ cpuMs }) => cpuMs / 1000));
  const [first] = films;
  const longFilms = await filmed('Output film.gif\n# massgen: output film.svg', LONG_SECONDS, MEMORY_RUNS);
  const peaks = longFilms.map(({ maxRssMb }) => maxRssMb);
  const [firstLong] = longFilms;
  return [
    {
      name: `${SECONDS} s dashboard session to gif, virtual clock, whole command`,
      unit: 's',
      ours: round(median(walls)),
      reference: null,
      ratio: null,
      bound: 5,
      note:
        `median of ${RUNS}, slowest ${round(Math.max(...walls))}; ${round(cpu)} s of processor; ` +
        `${first === undefined ? '' : sentence(first)}; a film of 5 s: ${round((warm[0]?.cpuMs ?? 0) / 1000)} s`,
    },
    {
      name: `${LONG_SECONDS / 60}-minute film to gif and svg, most memory`,
      unit: 'MB',
      ours: round(Math.max(...peaks), 0),
      reference: null,
      ratio: null,
      bound: 300,
      note: `most of ${MEMORY_RUNS}, least ${round(Math.min(...peaks), 0)}; ${firstLong === undefined ? '' : sentence(firstLong)}`,
    },
  ];
}
