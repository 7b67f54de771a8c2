import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CoordinationEvent, EventData, EventDraft, EventType } from '../../src/coordination/events.ts';
import type { AgentCard } from '../../src/coordination/events/run.ts';
import { agentId } from '../../src/coordination/ids.ts';

import { initialState } from '../../src/coordination/initial.ts';
import { reduce } from '../../src/coordination/reduce.ts';
import { DEFAULT_SETTINGS } from '../../src/coordination/settings.ts';
import type { State } from '../../src/coordination/state.ts';
import type { AttemptArchive } from '../../src/runtime/ports/archive.ts';
import type { Clock } from '../../src/runtime/ports/clock.ts';
import { createProblems } from '../../src/store/files/problems.ts';
import type { ArchiveProblem } from '../../src/store/files/problems.ts';
import type { Output } from '../../src/store/projections/projection.ts';
import { startProjections } from '../../src/store/projections/start-projections.ts';
import { createProjectionRunner } from '../../src/store/run-projections.ts';
import { createRedactor } from '../../src/store/secrets/redactor.ts';
import type { RunArchiveOptions, TextLogs } from '../../src/store/run-context.ts';

/** A temporary folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'massgen-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const readText = (...path: string[]): string => readFileSync(join(...path), 'utf8');
export const readJson = (...path: string[]): never => JSON.parse(readText(...path)) as never;

/** 2026-11-21 12:53:22.500 UTC. */
export const START_MS = Date.UTC(2026, 10, 21, 12, 53, 22, 500);

/** Time that moves only when told; sleepers wake when it passes them. */
export function manualClock(): Clock & { advance(ms: number): Promise<void> } {
  let now = START_MS;
  const sleepers = new Set<{ readonly atMs: number; readonly wake: () => void }>();
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const sleeper = { atMs: now + ms, wake: resolve };
        sleepers.add(sleeper);
        signal.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          resolve();
        });
      }),
    async advance(ms) {
      now += ms;
      for (const sleeper of sleepers) {
        if (sleeper.atMs > now) continue;
        sleepers.delete(sleeper);
        sleeper.wake();
      }
      // Woken sleepers act in the next microtasks.
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

export const cardsOf = (...names: readonly string[]): AgentCard[] =>
  names.map((name, index) => ({
    id: agentId(name),
    number: index + 1,
    backend: 'chatcompletion',
    model: `mock-${index + 1}`,
  }));

/** Options of a run in `folder`; what goes wrong is gathered in `problems`. */
export function runOptions(folder: string, over: Partial<RunArchiveOptions> = {}) {
  const problems: ArchiveProblem[] = [];
  const options: RunArchiveOptions = {
    baseDir: join(folder, 'logs'),
    workingDirectory: folder,
    registryPath: null,
    sessionId: 'session_20261121_125322',
    config: { agents: [{ id: 'agent_a', backend: { type: 'chatcompletion', model: 'mock-1' } }] },
    configPath: 'config.yaml',
    cliArgs: { config: 'config.yaml', automation: true },
    textLogs: 'usual',
    mode: 'single',
    question: 'Explain how a hash map works.',
    agents: cardsOf('agent_a', 'agent_b', 'agent_c'),
    secrets: [],
    clock: manualClock(),
    versions: { massgen: '0.1.0', node: '24.0.0' },
    onProblem: (problem) => problems.push(problem),
    ...over,
  };
  return { options, problems };
}

/** Stamps drafts as the bus does: `seq` from 1, one millisecond apart. */
export function stamp(drafts: readonly EventDraft[], firstSeq = 1): CoordinationEvent[] {
  return drafts.map((draft, index) => {
    const timestamp = new Date(START_MS + (firstSeq + index) * 10).toISOString();
    return { seq: firstSeq + index, timestamp, ...draft };
  });
}

/** One draft; `agent` null for the whole run. */
export const draft = <Type extends EventType>(
  type: Type,
  agent: string | null,
  round: number | null,
  data: EventData[Type],
): EventDraft =>
  ({ event_type: type, agent_id: agent === null ? null : agentId(agent), round_number: round, data }) as EventDraft;

/** Publishes as the bus does: log, fold, projections. Returns the state after the last event. */
export function publish(
  archive: AttemptArchive,
  events: readonly CoordinationEvent[],
  from: State = initialState(DEFAULT_SETTINGS, [], ''),
): State {
  let state = from;
  for (const event of events) {
    archive.log.append([event]);
    state = reduce(state, event);
    archive.project(event, state);
  }
  return state;
}

export const foldAll = (events: readonly CoordinationEvent[]): State =>
  events.reduce(reduce, initialState(DEFAULT_SETTINGS, [], ''));

/** An output that keeps the files in memory, rendered when asked for. */
function memoryOutput() {
  const files = new Map<string, () => string>();
  const output: Output = {
    text: (path, render) => void files.set(path, render),
    json: (path, render) => void files.set(path, () => JSON.stringify(render(), null, 2)),
    append(path, text) {
      const before = files.get(path)?.() ?? '';
      files.set(path, () => before + text);
    },
    link: (path, target) => void files.set(path, () => `→ ${target}`),
    piece: (_stream, text) => text,
    jsonText: (value) => JSON.stringify(value, null, 2),
    preview: (text, limit) => text.slice(0, limit),
  };
  return { output, read: (path: string): string => files.get(path)?.() ?? '', paths: () => [...files.keys()] };
}

/** A live attempt whose files are kept in memory: shows what the projections make of any events. */
export function watchedAttempt(names: readonly string[], textLogs: TextLogs = 'usual') {
  const memory = memoryOutput();
  const { status, all } = startProjections({
    dir: '/logs/log_x/turn_1/attempt_1',
    logDir: '/logs/log_x',
    sessionId: 'session_x',
    turn: 1,
    attempt: 1,
    agents: cardsOf(...names),
    pid: 4711,
    textLogs,
    rebuilding: false,
    nameOf: (id) => id,
    contextOf: () => '',
    now: () => START_MS + 5000,
    logFailure: () => null,
    output: memory.output,
  });
  const problems = createProblems(createRedactor([]), (problem) => {
    throw new Error(problem.message);
  });
  const runner = createProjectionRunner(all, problems);
  let state = initialState(DEFAULT_SETTINGS, [], '');
  return {
    ...memory,
    add(...drafts: readonly EventDraft[]): void {
      for (const event of stamp(drafts, state.seq + 1)) {
        state = reduce(state, event);
        runner.accept(event, state);
      }
    },
    tick: () => runner.tick(),
    finish: () => runner.finish(state),
    status: (final: boolean): unknown => JSON.parse(JSON.stringify(status.render(state, final))),
  };
}

export { agentId };
