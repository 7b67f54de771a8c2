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
import type { ArchiveProblem } from '../../src/store/files/problems.ts';
import type { RunArchiveOptions } from '../../src/store/run-context.ts';

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

export { agentId };
