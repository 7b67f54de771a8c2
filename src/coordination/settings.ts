import type { AgentId } from './ids.ts';

/** What the rules need to know of one agent; models, keys and prompts are none of their business. */
interface AgentSettings {
  readonly id: AgentId;
  /** Decomposition mode: the agent's own part of the work. */
  readonly subtask: string | null;
}

/** The rules of one run, normalised from the configuration (`coordination.md` Appendix A). Plain JSON. Times in ms. */
export interface Settings {
  /** In configuration order; the position, 1-based, is the agent's number. */
  readonly agents: readonly AgentSettings[];
  readonly mode: 'voting' | 'decomposition';
  readonly presenterAgent: AgentId | null;
  readonly maxNewAnswersPerAgent: number | null;
  readonly maxNewAnswersGlobal: number | null;
  readonly minAnswersBeforeVoting: number;
  readonly noveltyRequirement: 'lenient' | 'balanced' | 'strict';
  readonly noveltyScope: 'all' | 'peers';
  /** How many answers an agent may be ahead of its slowest active peer; null switches fairness off. */
  readonly fairnessLeadCap: number | null;
  readonly maxInjectionsPerRound: number | null;
  readonly deferPeerUpdatesUntilRestart: boolean;
  readonly deferVotingUntilAllAnswered: boolean;
  readonly disableInjection: boolean;
  readonly skipVoting: boolean;
  readonly skipFinalPresentation: boolean;
  readonly finalAnswerStrategy: 'winner_reuse' | 'winner_present' | 'synthesize' | null;
  readonly skipCoordinationRounds: boolean;
  readonly debugFinalAnswer: string | null;
  readonly voteEarlyStop: 'off' | 'majority';
  readonly anonymity: 'stable' | 'shuffled';
  readonly maxOrchestrationRestarts: number;
  /** A writable context path forces a presentation where reuse would do (§1.14). */
  readonly hasWritableContextPath: boolean;
  /** Longest answer part of an injected update, in characters; null = whole (readers here cannot open files). */
  readonly injectionCharacterLimit: number | null;
  /** How long an author waits for first answers that are almost there (docs/decisions/0005); 0 = not at all. */
  readonly gatherMs: number;
  /** Pause before a round that died of a passing trouble is begun again; the second is four times as long. */
  readonly restartDelayMs: number;
  readonly orchestratorTimeoutMs: number;
  readonly initialRoundTimeoutMs: number | null;
  readonly subsequentRoundTimeoutMs: number | null;
  readonly roundTimeoutGraceMs: number;
}

/** What MassGen 0.1.41 does for a file that sets nothing, with the deliberate differences of §0.4. */
export const DEFAULT_SETTINGS: Settings = {
  agents: [],
  mode: 'voting',
  presenterAgent: null,
  maxNewAnswersPerAgent: null,
  maxNewAnswersGlobal: null,
  minAnswersBeforeVoting: 0,
  noveltyRequirement: 'lenient',
  noveltyScope: 'all',
  fairnessLeadCap: null,
  maxInjectionsPerRound: null,
  deferPeerUpdatesUntilRestart: false,
  deferVotingUntilAllAnswered: false,
  disableInjection: false,
  skipVoting: false,
  skipFinalPresentation: false,
  finalAnswerStrategy: null,
  skipCoordinationRounds: false,
  debugFinalAnswer: null,
  voteEarlyStop: 'off',
  anonymity: 'stable',
  maxOrchestrationRestarts: 0,
  hasWritableContextPath: false,
  injectionCharacterLimit: null,
  gatherMs: 0,
  restartDelayMs: 5_000,
  orchestratorTimeoutMs: 1_800_000,
  initialRoundTimeoutMs: null,
  subsequentRoundTimeoutMs: null,
  roundTimeoutGraceMs: 120_000,
};
