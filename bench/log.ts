import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CoordinationEvent } from '../src/coordination/events.ts';
import { agentId, modelCallId, toolCallId } from '../src/coordination/ids.ts';
import { foldLog } from '../src/store/log/fold-log.ts';
import { openEventLog } from '../src/store/log/event-log.ts';
import { createRedactor } from '../src/store/secrets/redactor.ts';
import { median, round } from './figure.ts';
import type { Figure } from './figure.ts';

const RUNS = 7;
const EVENTS = 100_000;
/** One fact in ten, the rest streamed text of a sentence: what a busy run writes. */
const FACT_EVERY = 10;
/** Events that come in one turn of the event loop; syncs run beside it. */
const PER_TURN = 100;
const WORDS = 'the plan keeps every step small and says why each choice holds so that a reader can ';

function eventAt(seq: number): CoordinationEvent {
  const agent = agentId(`agent_${seq % 3}`);
  const head = { seq, timestamp: '2026-11-21T12:53:23.669Z', agent_id: agent, round_number: 0 };
  if (seq % FACT_EVERY !== 0) {
    const data = { call_id: modelCallId(agent, 1), channel: 'content', text: WORDS } as const;
    return { ...head, event_type: 'text', data };
  }
  const tool = { tool_id: toolCallId(`call_${seq}`), tool_name: 'read_file', server_name: null, at_ms: 1 };
  return { ...head, event_type: 'tool_start', data: { ...tool, args: { path: WORDS }, kind: 'mcp' } };
}

/** Events a second, one `append` each, until the last is on the disk. */
async function appendRate(path: string): Promise<number> {
  const redactor = createRedactor(['sk-first-key-of-the-run', 'sk-second-key-of-the-run', 'sk-third-key-of-the-run']);
  const log = openEventLog(path, redactor);
  const began = performance.now();
  for (let seq = 1; seq <= EVENTS; seq += 1) {
    log.append([eventAt(seq)]);
    if (seq % PER_TURN === 0) await nextTurn();
  }
  await log.flush();
  const seconds = (performance.now() - began) / 1000;
  await log.close();
  return EVENTS / seconds;
}

async function foldRate(path: string): Promise<number> {
  const began = performance.now();
  const state = await foldLog(path);
  const seconds = (performance.now() - began) / 1000;
  if (state.seq !== EVENTS) throw new Error(`folded ${state.seq} of ${EVENTS} events`);
  return EVENTS / seconds;
}

const figure = (name: string, rates: readonly number[], bound: number): Figure => ({
  name,
  unit: 'events/s',
  ours: round(median(rates), 0),
  reference: null,
  ratio: null,
  bound,
  atLeast: true,
  note: `${100 - 100 / FACT_EVERY} % streamed text, ${RUNS} runs, slowest ${round(Math.min(...rates), 0)}`,
});

/** How fast the event log takes events with its durability policy, and how fast it is read back and folded. */
export async function logBench(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'massgen-log-'));
  const appends: number[] = [];
  const folds: number[] = [];
  try {
    for (let run = 0; run < RUNS; run += 1) {
      const path = join(folder, `events-${run}.jsonl`);
      appends.push(await appendRate(path));
      folds.push(await foldRate(path));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return [
    figure('event log: append, facts synced', appends, 100_000),
    figure('event log: read and fold', folds, 500_000),
  ];
}
