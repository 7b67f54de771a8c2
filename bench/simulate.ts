import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { median, round } from './figure.ts';
import type { Figure } from './figure.ts';

const RUNS = 5;

/** Whole runs of five agents a second on one core, every invariant checked. */
export function simulateBench(): Promise<readonly Figure[]> {
  const script = join(import.meta.dirname, '../tests/simulation/run.ts');
  const rates = Array.from({ length: RUNS }, (_unused, index) => {
    const args = [script, '--runs', '20000', '--seed', String(index + 1), '--agents', '5', '--json'];
    const last = execFileSync(process.execPath, args, { encoding: 'utf8' }).trim().split('\n').at(-1) ?? '{}';
    const { broken, runsPerSecond } = JSON.parse(last) as { broken: number; runsPerSecond: number };
    if (broken > 0) throw new Error(`${broken} simulated runs broke an invariant: ${last}`);
    return runsPerSecond;
  });
  const figure: Figure = {
    name: 'simulated runs, 5 agents, invariants checked',
    unit: 'runs/s',
    ours: round(median(rates), 0),
    reference: null,
    ratio: null,
    bound: 5_000,
    atLeast: true,
  };
  return Promise.resolve([figure]);
}
