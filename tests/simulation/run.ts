import { parseArgs } from 'node:util';
import { checkWorld } from './check-world.ts';
import { BLIND, runWorld } from './driver.ts';
import { randomWorld } from './random-world.ts';

const HELP = `Simulates seeded runs of the coordination rules and checks every invariant.

  --runs N      how many worlds (default 10000)
  --seed S      first seed; the others follow (default 1)
  --agents K    agents in every world (default: 1 to 8, chosen by the seed)
  --bench       no checks: how fast the rules, the clock and the scripted models are alone
  --thorough    the costly checks in every world, not in one of 64
  --verbose     print the event log (for --runs 1)
  --json        one line: {runs, broken, runsPerSecond, seeds}
`;

/** How many failing seeds are listed and explained. */
const MAX_LISTED = 20;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    agents: { type: 'string' },
    bench: { type: 'boolean', default: false },
    thorough: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const numberOf = (text: string, name: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    console.error(`--${name} must be a whole number from 1`);
    process.exit(1);
  }
  return value;
};

if (values.help) {
  console.log(HELP);
  process.exit(0);
}

const runs = numberOf(values.runs, 'runs');
const firstSeed = numberOf(values.seed, 'seed');
const agents = values.agents === undefined ? null : numberOf(values.agents, 'agents');
const thorough = values.thorough || runs === 1 ? true : undefined;
const failing: number[] = [];
let broken = 0;
let events = 0;
const outcomes: Record<string, number> = {};
const startedAt = process.hrtime.bigint();

for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
  const world = randomWorld(seed, agents);
  const checked = values.bench ? { result: runWorld(world, BLIND), broken: [] } : checkWorld(world, thorough);
  events += checked.result.events.length;
  const outcome = checked.result.last.outcome ?? 'none';
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  if (values.verbose) for (const event of checked.result.events) console.log(JSON.stringify(event));
  if (checked.broken.length === 0) continue;
  broken += 1;
  if (failing.length >= MAX_LISTED) continue;
  failing.push(seed);
  for (const { invariant, message, seq } of checked.broken.slice(0, 3)) {
    console.error(`seed ${seed}, event ${seq}: invariant ${invariant}: ${message}`);
  }
  console.error(
    `  again: npm run -s simulate -- --seed ${seed} --runs 1${agents === null ? '' : ` --agents ${agents}`} --verbose`,
  );
}

const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
const runsPerSecond = Math.round(runs / seconds);
if (values.json) {
  console.log(JSON.stringify({ runs, broken, runsPerSecond, seeds: failing }));
} else {
  const share = Object.entries(outcomes).map(([name, count]) => `${name} ${count}`);
  console.log(`${runs} runs, ${broken} broken, ${runsPerSecond} runs/s, ${events} events (${share.join(', ')})`);
}
process.exitCode = broken === 0 ? 0 : 1;
