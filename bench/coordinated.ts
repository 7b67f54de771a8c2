import { configOf, ids, SCENARIO } from './coordinated-world.ts';
import { median, round } from './figure.ts';
import type { Figure } from './figure.ts';
import { measureRun, startServerProcess } from './measured-run.ts';
import type { MeasuredRun } from './measured-run.ts';
import { packedEntry } from './packed.ts';

const RUNS = 5;
async function measure(agents: number): Promise<readonly MeasuredRun[]> {
  const names = ids(agents);
  const server = await startServerProcess(SCENARIO, names);
  try {
    const entry = packedEntry();
    const config = configOf(server.baseUrl, names);
    await measureRun(entry, config, server.report); // fills the compile cache
    const runs: MeasuredRun[] = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(await measureRun(entry, config, server.report));
    return runs;
  } finally {
    server.stop();
  }
}

const absolute = (name: string, unit: string, ours: number, bound: number, note?: string): Figure => ({
  name,
  unit,
  ours,
  reference: null,
  ratio: null,
  bound,
  ...(note === undefined ? {} : { note }),
});

/** What coordination costs on top of the models: start, idle time, memory, calls and tokens. */
export async function coordinatedBench(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const agents of [1, 3, 5]) {
    const runs = await measure(agents);
    const of = (field: keyof MeasuredRun): number => median(runs.map((run) => run[field]));
    const label = `${agents} ${agents === 1 ? 'agent' : 'agents'}`;
    figures.push(absolute(`exec → first request, ${label}`, 'ms', round(of('execToFirstRequestMs'), 0), 300));
    const lost = median(runs.map(({ idleMs, lastByteToExitMs }) => idleMs + lastByteToExitMs));
    const span = of('firstRequestToLastByteMs');
    const bound = round(0.03 * span + 50, 0);
    figures.push(
      absolute(
        `no call in flight + last byte → exit, ${label}`,
        'ms',
        round(lost, 0),
        bound,
        `3 % of ${round(span, 0)} ms + 50 ms; ${round(of('idleMs'), 0)} ms of it between calls`,
      ),
    );
    if (agents !== 3) continue;
    figures.push(
      absolute('CPU of the run with 3 agents', 's', round(of('cpuMs') / 1000), 0.7),
      absolute('peak memory of the run with 3 agents', 'MB', round(of('maxRssMb'), 0), 120),
      absolute('model calls with 3 agents', 'calls', of('calls'), 7),
      absolute('prompt tokens with 3 agents (request bytes / 4)', 'tokens', round(of('requestBytes') / 4, 0), 10_000),
    );
  }
  return figures;
}
