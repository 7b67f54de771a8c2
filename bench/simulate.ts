import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { median, round } from './figure.ts';
import type { Figure } from './figure.ts';

const RUNS = 5;
const SCRIPT = join(import.meta.dirname, '../tests/simulation/run.ts');

function runsPerSecond(seed: number, ...more: readonly string[]): number {
  const args = [SCRIPT, '--runs', '20000', '--seed', String(seed), '--agents', '5', '--json', ...more];
  const last = execFileSync(process.execPath, args, { encoding: 'utf8' }).trim().split('\n').at(-1) ?? '{}';
  const result = JSON.parse(last) as { broken: number; runsPerSecond: number };
  if (result.broken > 0) throw new Error(`simulated runs broke an invariant: ${last}`);
  return result.runsPerSecond;
}

/** Whole runs of five agents a second on one core, the rules alone; and with every invariant checked. */
export function simulateBench(): Promise<readonly Figure[]> {
  const seeds = Array.from({ length: RUNS }, (_unused, index) => index + 1);
  const checked = median(seeds.map((seed) => runsPerSecond(seed)));
  const figure: Figure = {
    name: 'simulated runs, 5 agents',
    unit: 'runs/s',
    ours: round(median(seeds.map((seed) => runsPerSecond(seed, '--bench'))), 0),
    reference: null,
    ratio: null,
    bound: 5_000,
    atLeast: true,
    note: `${round(checked, 0)} with every invariant checked`,
  };
  return Promise.resolve([figure]);
}
