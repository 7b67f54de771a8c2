import { agentId } from '../../src/coordination/ids.ts';
import { reduce } from '../../src/coordination/reduce.ts';
import { initialState } from '../../src/coordination/initial.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/coordination/settings.ts';
import type { CoordinationEvent } from '../../src/coordination/events.ts';
import type { State } from '../../src/coordination/state.ts';
import type { Session, TurnResult } from '../../src/runtime/ports/session.ts';
import type { ToolBox } from '../../src/runtime/ports/tools.ts';
import { DEFAULT_RETRY_POLICY } from '../../src/runtime/calls/retry.ts';
import { createSession } from '../../src/runtime/session.ts';
import type { SessionAgent, SessionDeps } from '../../src/runtime/session-deps.ts';
import { createFakeClock, type FakeClock } from '../helpers/fake-clock.ts';
import { createMemoryArchive, type MemoryArchive } from '../helpers/memory-archive.ts';
import { scriptedModel, type Script, type ScriptedModel } from '../helpers/scripted-model.ts';

const NO_TOOLS: ToolBox = {
  specs: () => [],
  run: (_agent, call) => Promise.resolve({ text: `no tool ${call.name}`, isError: true, progress: false }),
};

/** A session over scripted models, with everything a test may look at. */
export interface World {
  readonly clock: FakeClock;
  readonly archive: MemoryArchive;
  readonly models: readonly ScriptedModel[];
  readonly session: Session;
  /** Runs one turn to its end, time moving as fast as everybody sleeps. */
  turn(question?: string, signal?: AbortSignal): Promise<TurnResult>;
}

export const agentOf = (number: number, more: Partial<SessionAgent> & Pick<SessionAgent, 'client'>): SessionAgent => ({
  id: agentId(`agent_${String.fromCodePoint(96 + number)}`),
  backendType: 'openai',
  model: `secret-model-${number}`,
  params: {},
  systemMessage: null,
  sensitivity: 'lenient',
  bucketKey: `account/model-${number}`,
  retry: DEFAULT_RETRY_POLICY,
  startLimit: null,
  canWriteFiles: false,
  ...more,
});

export function createWorld(
  scripts: readonly (readonly Script[])[],
  options: {
    readonly settings?: Partial<Settings>;
    readonly archive?: (clock: FakeClock) => MemoryArchive;
    readonly agent?: (number: number) => Partial<SessionAgent>;
    readonly deps?: Partial<SessionDeps>;
    readonly anyway?: Script;
  } = {},
): World {
  const clock = createFakeClock();
  const archive = options.archive?.(clock) ?? createMemoryArchive();
  const models = scripts.map((script) => scriptedModel(clock, script, options.anyway));
  const agents = models.map((client, index) => agentOf(index + 1, { client, ...options.agent?.(index + 1) }));
  const session = createSession({
    sessionId: 'session_test',
    settings: { ...DEFAULT_SETTINGS, agents: agents.map(({ id }) => ({ id, subtask: null })), ...options.settings },
    agents,
    tools: NO_TOOLS,
    archive,
    clock,
    pricing: { cost: () => 0.001 },
    seed: 42,
    configHash: 'hash',
    versions: { massgen: '0.0.0', node: '24' },
    ...options.deps,
  });
  return {
    clock,
    archive,
    models,
    session,
    turn: (question = 'Why is the sky blue?', signal = new AbortController().signal) =>
      clock.runUntil(session.runTurn(question, signal)),
  };
}

/** The state a reader of the log alone comes to. */
export const foldLog = (events: readonly CoordinationEvent[]): State =>
  events.reduce(reduce, initialState(DEFAULT_SETTINGS, [], ''));
