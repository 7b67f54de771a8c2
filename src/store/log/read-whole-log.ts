import { open } from 'node:fs/promises';
import { initialState } from '../../coordination/initial.ts';
import type { CoordinationEvent } from '../../coordination/events.ts';
import { reduce } from '../../coordination/reduce.ts';
import { DEFAULT_SETTINGS } from '../../coordination/settings.ts';
import type { State } from '../../coordination/state.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { systemCode } from '../../shared/system-code.ts';
import { EventLogCorrupt } from './event-log-corrupt.ts';
import { shapeProblem } from './event-shape.ts';
import { readEventLog } from './read-event-log.ts';
import { isTorn } from './repair-log.ts';

/** Everything that can be read of a log, in memory. */
export interface WholeLog {
  /** At least `run_started`; each can be folded after those before it. */
  readonly events: readonly CoordinationEvent[];
  /** After the last of them. */
  readonly state: State;
  /** Why the events end before the file does. */
  readonly damage: LogDamage | null;
}

export interface LogDamage {
  /** 1-based. */
  readonly line: number;
  /** What is wrong with that line: `is not readable`. */
  readonly problem: string;
}

const SCHEMA = 1;

/** Reads a log as far as it is sound. The error is a sentence: nothing of it can be played. */
export async function readWholeLog(path: string): Promise<Result<WholeLog, string>> {
  const events: CoordinationEvent[] = [];
  let state = initialState(DEFAULT_SETTINGS, [], '');
  let damage: LogDamage | null = null;
  try {
    for await (const batch of readEventLog(path)) {
      for (const event of batch) {
        const problem = events.length === 0 ? firstLineProblem(event) : null;
        if (problem !== null) return fail(`${path}: ${problem}`);
        state = fold(state, event, path);
        events.push(event);
      }
    }
    if (await isTorn(path))
      damage = { line: events.length + 1, problem: 'is torn: the program ended while it wrote it' };
  } catch (cause) {
    if (!(cause instanceof EventLogCorrupt)) return fail(`${path}: cannot be read (${codeOf(cause)})`);
    damage = { line: cause.line, problem: cause.message.slice(`${path}:${cause.line} `.length) };
  }
  if (events.length > 0) return ok({ events, state, damage });
  if (damage === null) return fail(`${path}: is empty`);
  if (await isOfPython(path)) {
    return fail(
      `${path}: was written by the Python MassGen, whose event log lacks what a replay needs; its answers and votes can be read in the files beside it`,
    );
  }
  return fail(`${path}:${damage.line} ${damage.problem}`);
}

/** The state after one more event; what cannot be folded is damage at its line. */
function fold(state: State, event: CoordinationEvent, path: string): State {
  if (Number.isNaN(Date.parse(event.timestamp))) throw new EventLogCorrupt(path, event.seq, 'has no time');
  const unknown = `is not a ${event.event_type} as this version knows it`;
  if (event.data === null) throw new EventLogCorrupt(path, event.seq, unknown);
  const wrong = shapeProblem(event);
  if (wrong !== null) throw new EventLogCorrupt(path, event.seq, `has no text where ${wrong} should be`);
  try {
    return reduce(state, event);
  } catch (cause) {
    throw new EventLogCorrupt(path, event.seq, unknown, cause);
  }
}

/** The log's own header says who took part and which rules held; without it nothing after it means anything. */
function firstLineProblem(event: CoordinationEvent): string | null {
  if (event.event_type !== 'run_started') return 'does not begin with run_started';
  const { schema_version: version } = event.data as { readonly schema_version?: unknown };
  if (typeof version === 'number' && version > SCHEMA) return 'was written by a newer massgen than this one';
  return Array.isArray(event.data.agents) ? null : 'its run_started names no agents';
}

/** The Python program's lines have no `seq`. */
async function isOfPython(path: string): Promise<boolean> {
  await using file = await open(path, 'r');
  const { bytesRead, buffer } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0);
  try {
    const line: unknown = JSON.parse(buffer.subarray(0, bytesRead).toString().split('\n')[0] ?? '');
    return typeof line === 'object' && line !== null && 'event_type' in line && !('seq' in line);
  } catch {
    return false;
  }
}

const codeOf = (cause: unknown): string => systemCode(cause) ?? String(cause);
