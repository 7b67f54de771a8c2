// Renews the finished runs that tapes, pictures and tests play: npm run sessions -- [NAME…]
// Each is run on the model server at real speed on a clock that starts with 2026, and what tells of this machine, or is
// of no use to a replay, is left out of its log.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createCollector } from '../src/cli/api/silent-io.ts';
import { createLastLine } from '../src/cli/faces/last-line.ts';
import type { OptionValues } from '../src/cli/options.ts';
import { servedProtocols } from '../src/cli/protocols.ts';
import { run } from '../src/cli/run.ts';
import type { CoordinationEvent } from '../src/coordination/events.ts';
import { startModelServer } from '../src/model-server/model-server.ts';
import { parseScenario } from '../src/model-server/scenario/parse-scenario.ts';
import { systemClock } from '../src/runtime/ports/system-clock.ts';
import { findLog } from '../src/store/log/find-log.ts';
import { jsonLine } from '../src/store/log/json-line.ts';
import { readWholeLog } from '../src/store/log/read-whole-log.ts';

const SESSIONS = resolve(import.meta.dirname, '../recordings/sessions');
const START_MS = Date.UTC(2026, 0, 1);
const LOG_DIR = '~/project/.massgen/massgen_logs/log_20260101_000000_000000';
const VERSIONS = { massgen: '0.1.0', node: '24.0.0' };
const MODELS = ['gpt-5.2', 'claude-sonnet-4-5', 'gemini-3-flash-preview', 'gpt-5-mini', 'claude-haiku-4-5'];
/** What the models were sent: the longest lines of a log, shown by no screen. */
const LEFT_OUT: ReadonlySet<string> = new Set(['prompt_built']);

const NAMES = ['demo', 'wide', 'five'] as const;
const wanted = process.argv.slice(2);

for (const name of NAMES.filter((one) => wanted.length === 0 || wanted.includes(one))) {
  const folder = mkdtempSync(join(tmpdir(), 'massgen-session-'));
  try {
    const events = name === 'demo' ? await ask(folder, { demo: true }, null) : await playScenario(name, folder);
    const target = join(SESSIONS, name, 'turn_1', 'attempt_1');
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, 'events.jsonl'), events.map((event) => `${jsonLine(event)}\n`).join(''));
    process.stdout.write(`${name}: ${events.length} events\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the scenario beside the sessions with as many agents as it has roles. */
async function playScenario(name: string, folder: string): Promise<readonly CoordinationEvent[]> {
  const parsed = parseScenario(readFileSync(join(SESSIONS, `${name}.scenario.yaml`), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error, null, 1));
  const scenario = parsed.value;
  const numbers = scenario.roles.flatMap(({ agent }) => (typeof agent === 'number' ? [agent] : []));
  const ids = numbers.map((number) => `agent_${'abcde'[number - 1]}`);
  const server = await startModelServer(
    { protocols: await servedProtocols(), scenario, agentIds: ids, clock: clockOf2026() },
    new AbortController().signal,
  );
  try {
    const agents = ids.map((id, at) => ({
      id,
      backend: {
        type: 'chatcompletion',
        model: MODELS[at],
        api_key: 'rehearsal',
        base_url: server.agentBaseUrl(id, 'openai-chat'),
      },
    }));
    const config = join(folder, `${name}.yaml`);
    writeFileSync(config, JSON.stringify({ agents }));
    return await ask(folder, { config }, scenario.question ?? '');
  } finally {
    await server.close();
  }
}

/** One run in a folder of its own; gives its log. */
async function ask(
  folder: string,
  values: OptionValues,
  question: string | null,
): Promise<readonly CoordinationEvent[]> {
  const out = createCollector();
  const io = {
    out,
    err: createCollector(),
    env: { MASSGEN_LOG_BASE_DIR: join(folder, 'logs'), HOME: folder },
    cwd: folder,
    home: folder,
    hasTerminal: false,
    clock: clockOf2026(),
    recording: null,
    lastLine: createLastLine(),
  };
  const code = await run({ ...values, automation: true, seed: '1' }, question, io, VERSIONS.massgen);
  const dir = out.lines.find((line) => line.startsWith('LOG_DIR: '))?.slice('LOG_DIR: '.length) ?? '';
  const found = await findLog(dir);
  const log = found.ok ? await readWholeLog(found.value.eventsPath) : found;
  if (code !== 0 || !log.ok || log.value.damage !== null) throw new Error(`exit ${code}: ${io.err.lines.join('\n')}`);
  const known = log.value.events.filter((event) => !LEFT_OUT.has(event.event_type)).map(masked);
  const text = JSON.stringify(known)
    .replaceAll(dir, LOG_DIR)
    .replace(/127\.0\.0\.1:\d+/g, 'api.example.com');
  return JSON.parse(text) as CoordinationEvent[];
}

function masked(event: CoordinationEvent, index: number): CoordinationEvent {
  const numbered = { ...event, seq: index + 1 };
  if (numbered.event_type !== 'run_started') return numbered;
  return { ...numbered, data: { ...numbered.data, versions: VERSIONS, session_id: 'session_20260101_000000' } };
}

/** The machine's pace from midnight of the new year on. */
function clockOf2026(): typeof systemClock {
  const shiftMs = START_MS - systemClock.now();
  return { now: () => systemClock.now() + shiftMs, sleep: (ms, signal) => systemClock.sleep(ms, signal) };
}
