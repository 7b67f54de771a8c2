import type { DraftOf, EventDraft, EventType } from '../coordination/events.ts';
import type { AgentCard } from '../coordination/events/run.ts';
import { keptAnswer } from '../coordination/rules/kept-answer.ts';
import type { State } from '../coordination/state.ts';
import type { TurnOutcome } from '../coordination/vocabulary.ts';
import type { LogUnwritable } from './ports/log.ts';
import type { SessionDeps } from './session-deps.ts';
import { plural } from '../shared/plural.ts';

export interface TurnEnd {
  readonly outcome: TurnOutcome;
  readonly exitCode: number;
}

/** An event about the whole run. */
const ofRun = <Type extends EventType>(type: Type, data: DraftOf<Type>['data']): DraftOf<Type> => ({
  event_type: type,
  agent_id: null,
  round_number: null,
  data,
});

/** The agents as the log names them, in the order of the settings. */
export const agentCards = ({ settings, agents }: Pick<SessionDeps, 'settings' | 'agents'>): readonly AgentCard[] =>
  settings.agents.map(({ id }, index) => {
    const agent = agents.find((candidate) => candidate.id === id);
    return { id, number: index + 1, backend: agent?.backendType ?? '', model: agent?.model ?? '' };
  });

/** The first line of every log: all that is needed to fold the rest. */
export const runStarted = (deps: SessionDeps): DraftOf<'run_started'> =>
  ofRun('run_started', {
    schema_version: 1,
    config_hash: deps.configHash,
    versions: deps.versions,
    agents: agentCards(deps),
    seed: deps.seed,
    settings: deps.settings,
    session_id: deps.sessionId,
  });

/** The last event of a turn, when all that it started has come to rest. */
export const runEnded = ({ outcome, exitCode }: TurnEnd, durationMs: number): DraftOf<'run_ended'> =>
  ofRun('run_ended', { outcome, exit_code: exitCode, duration_ms: durationMs });

/** What a turn without a final answer leaves behind, and where. */
export const savedPartial = (state: State, path: string): DraftOf<'partial_saved'> =>
  ofRun('partial_saved', {
    answers: state.answers.map(({ label }) => label),
    workspaces: [],
    drafts: state.order.filter((id) => (state.agents[id]?.draft ?? null) !== null),
    path,
  });

/** What is true of the accepted answers when nothing more can be logged. */
function fateOfAnswers(kept: number, isGone: boolean): string {
  if (kept === 0) return 'no answer had been accepted yet';
  const answers = plural(kept, 'accepted answer');
  if (isGone) return `the log with its ${answers} is gone`;
  return `${answers} ${kept === 1 ? 'is' : 'are'} safe in the log`;
}

/** What is told when the log is lost: nothing more can be kept, so the turn ends here. */
export function lostLog(state: State, failure: LogUnwritable, durationMs: number): readonly EventDraft[] {
  const text = `${failure.message}. The run stops here; ${fateOfAnswers(state.answers.length, failure.isGone)}.`;
  return [
    ofRun('status_message', { level: 'error', text }),
    ...brokenOff(state, 'the event log could not be written', durationMs),
  ];
}

/** The end of a turn that the rules could not end themselves. It failed, but what was presented before stands. */
export function brokenOff(state: State, reason: string, durationMs: number): readonly EventDraft[] {
  const kept = keptAnswer(state, reason);
  const ended = ofRun('system_status', {
    status: 'turn_ended',
    outcome: 'failed',
    exit_code: 2,
    duration_ms: durationMs,
    reasons: Object.fromEntries(state.order.map((id) => [id, reason])),
    totals: state.usage,
  });
  if (kept === null) return [ended];
  const { agentId, lock } = kept;
  return [
    ...(lock.origin === undefined ? [] : [ofRun('status_message', { level: 'warning', text: lock.origin })]),
    { event_type: 'answer_locked', agent_id: agentId, round_number: null, data: lock },
    ended,
  ];
}
