import { agentId } from '../coordination/ids.ts';
import type { Settings } from '../coordination/settings.ts';
import type { Config } from './config.ts';

const toMs = (seconds: number): number => Math.round(seconds * 1000);
const toMsOrNull = (seconds: number | null): number | null => (seconds === null ? null : toMs(seconds));

/** Longer than agents of equal speed are apart, too short to be noticed. */
const GATHER_MS = 100;

/** The rules of a run, out of its configuration. Seconds become milliseconds; everything else keeps its value. */
export function settingsOf(config: Config): Settings {
  const { orchestrator, timeout_settings: timeouts, agents } = config;
  const { coordination } = orchestrator;
  const debugAnswer = orchestrator.debug_final_answer;
  const contextPaths = [...orchestrator.context_paths, ...agents.flatMap(({ backend }) => backend.context_paths)];
  return {
    agents: agents.map(({ id, subtask }) => ({ id: agentId(id), subtask })),
    mode: orchestrator.coordination_mode,
    presenterAgent: presenterOf(config),
    maxNewAnswersPerAgent: orchestrator.max_new_answers_per_agent,
    maxNewAnswersGlobal: orchestrator.max_new_answers_global,
    minAnswersBeforeVoting: orchestrator.min_answers_before_voting,
    noveltyRequirement: orchestrator.answer_novelty_requirement,
    noveltyScope: orchestrator.answer_novelty_scope,
    fairnessLeadCap: orchestrator.fairness_enabled === true ? orchestrator.fairness_lead_cap_answers : null,
    maxInjectionsPerRound: orchestrator.max_midstream_injections_per_round,
    deferPeerUpdatesUntilRestart: orchestrator.defer_peer_updates_until_restart,
    deferVotingUntilAllAnswered: orchestrator.defer_voting_until_all_answered,
    disableInjection: orchestrator.disable_injection,
    skipVoting: orchestrator.skip_voting,
    skipFinalPresentation: orchestrator.skip_final_presentation,
    finalAnswerStrategy: orchestrator.final_answer_strategy,
    skipCoordinationRounds: orchestrator.skip_coordination_rounds,
    debugFinalAnswer: typeof debugAnswer === 'string' ? debugAnswer : null,
    voteEarlyStop: orchestrator.vote_early_stop,
    anonymity: orchestrator.anonymity,
    maxOrchestrationRestarts: coordination.max_orchestration_restarts,
    hasWritableContextPath: contextPaths.some(({ permission }) => permission === 'write'),
    // Nobody can open files yet, so an update is told whole.
    injectionCharacterLimit: null,
    gatherMs: GATHER_MS,
    // Five times the first retry's wait: 5 s by default, and as hurried or patient as the backends are.
    restartDelayMs: 5 * toMs(Math.min(...agents.map(({ backend }) => backend.retry.initial_delay))),
    orchestratorTimeoutMs: toMs(timeouts.orchestrator_timeout_seconds),
    initialRoundTimeoutMs: toMsOrNull(timeouts.initial_round_timeout_seconds),
    subsequentRoundTimeoutMs: toMsOrNull(timeouts.subsequent_round_timeout_seconds),
    roundTimeoutGraceMs: toMs(timeouts.round_timeout_grace_seconds),
  };
}

/** The configured presenter; an unknown id was warned about and means the last agent (`coordination.md` §1.9). */
function presenterOf({ orchestrator, agents }: Config): Settings['presenterAgent'] {
  const wanted = orchestrator.presenter_agent;
  if (wanted === null) return null;
  const found = agents.find(({ id }) => id === wanted) ?? agents.at(-1);
  return found === undefined ? null : agentId(found.id);
}
