import { median, round } from './figure.ts';
import type { Figure } from './figure.ts';
import { configOf, ids, SCENARIO } from './coordinated-world.ts';
import { measureRun, startServerProcess } from './measured-run.ts';
import { packedEntry } from './packed.ts';

const PAIRS = 5;

/** CPU of one agent's share of a whole run, in ms; the start of Node and of the program is in the run of one agent. */
async function cpuPerAgent(agents: number, startMs: number): Promise<number> {
  const names = ids(agents);
  const server = await startServerProcess(SCENARIO, names);
  try {
    // Everybody answers once and votes once, so that the work per agent is the same in both crowds.
    const limits =
      'orchestrator: { max_new_answers_per_agent: 1, defer_voting_until_all_answered: true, disable_injection: true }\n';
    const run = await measureRun(packedEntry(), configOf(server.baseUrl, names) + limits, server.report);
    return (run.cpuMs - startMs) / agents;
  } finally {
    server.stop();
  }
}

/** Whether many agents cost more than many times one: 256 against 8, CPU per agent. */
export async function crowdBench(): Promise<readonly Figure[]> {
  const few: number[] = [];
  const many: number[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const start = await cpuPerAgent(1, 0);
    few.push(await cpuPerAgent(8, start));
    many.push(await cpuPerAgent(256, start));
  }
  return [
    {
      name: 'CPU per agent, 256 agents against 8',
      unit: 'ms',
      ours: round(median(many)),
      reference: round(median(few)),
      ratio: round(median(many.map((value, index) => value / (few[index] ?? Number.NaN)))),
      bound: 1.5,
    },
  ];
}
