import type { TurnPhase } from './events/run.ts';
import type { AgentId, AnonymousId, AnswerLabel, ModelCallId, ToolCallId, VoteLabel } from './ids.ts';
import type { Settings } from './settings.ts';
import type { Usage } from './usage.ts';
import type {
  AgentFailureClass,
  AgentPhase,
  EnforcementReason,
  InjectionSkip,
  PauseGate,
  RoundKind,
  RoundOutcome,
  Stage,
  TurnOutcome,
  WorkflowToolName,
} from './vocabulary.ts';

/** One accepted answer. */
export interface Answer {
  readonly label: AnswerLabel;
  readonly agentId: AgentId;
  readonly revision: number;
  readonly content: string;
  readonly path: string | null;
  readonly atMs: number;
  readonly seq: number;
}

/** One accepted vote of the current epoch. */
export interface Vote {
  readonly voter: AgentId;
  readonly target: AgentId;
  readonly label: AnswerLabel;
  readonly voteLabel: VoteLabel;
  readonly reason: string;
  readonly atMs: number;
}

export interface RoundRecord {
  readonly number: number;
  readonly kind: RoundKind;
  readonly outcome: RoundOutcome | null;
  readonly startedAtMs: number;
  readonly durationMs: number | null;
  readonly usage: Usage;
  readonly modelCalls: number;
  readonly toolCalls: number;
}

interface EnforcementRecord {
  readonly round: number;
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly reason: EnforcementReason;
  readonly toolCalls: readonly string[];
  readonly unknownTools: readonly string[];
  readonly message: string;
  readonly bufferPreview: string;
  readonly bufferChars: number;
  readonly atMs: number;
}

/** A model call that was asked for and has not been closed. At most one per agent. */
interface OpenCall {
  readonly id: ModelCallId;
  readonly stage: Stage;
  readonly startedAtMs: number;
  /** The runtime was asked to abort it and its end is awaited, because what it wrote is wanted. */
  readonly aborting: boolean;
}

/** One tool call of a message whose tools are running, in the order of the message. */
export interface HeldCall {
  readonly id: ToolCallId;
  readonly name: string;
  /** Workflow calls are judged when the other tools are done; only they keep their arguments here. */
  readonly workflow: boolean;
  readonly args: unknown;
  readonly argsError: string | null;
  readonly startedAtMs: number;
  readonly result: {
    readonly text: string;
    readonly isError: boolean;
    readonly progress: boolean;
    readonly unknown: boolean;
  } | null;
}

/** A message whose tools are running. */
export interface HeldMessage {
  readonly callId: ModelCallId;
  readonly text: string;
  readonly calls: readonly HeldCall[];
}

/** Words of the person for this agent. */
interface HumanInput {
  readonly id: string;
  readonly content: string;
}

/** What is only true inside the round an agent is in. */
export interface CurrentRound {
  /** The workflow tools of the newest model call: nothing else is accepted from it. */
  readonly offered: readonly WorkflowToolName[];
  /** Rejected or missing decisions so far (§1.6). */
  readonly attempts: number;
  /** Model calls in a row without a workflow tool and without a tool that did something. */
  readonly idle: number;
  /** Empty responses in a row. */
  readonly empty: number;
  /** Tool calls denied in a row after the hard timeout. */
  readonly denials: number;
  readonly softLimitMs: number | null;
  /** The wrap-up message is due and waits for the next model call. */
  readonly softDue: 'limit' | 'manual' | null;
  /** When the hard timeout strikes; null while nothing was due. */
  readonly hardAtMs: number | null;
  /** Tools other than the terminal ones are denied. */
  readonly hardTimeout: boolean;
  /** This is the last call, with terminal tools only. */
  readonly lastCall: boolean;
  readonly lastToolAtMs: number | null;
  readonly deadlineWarningDue: boolean;
  /** Source-agent updates injected. */
  readonly injected: number;
  readonly skipReason: InjectionSkip | null;
  /** Tools of the last message, while they run. */
  readonly message: HeldMessage | null;
  /** An answer whose snapshot is being written. It holds its place under the limits. */
  readonly proposed: { readonly callId: ModelCallId; readonly label: AnswerLabel; readonly content: string } | null;
  readonly modelCalls: number;
  readonly toolCalls: number;
  readonly usage: Usage;
}

/** What the log says of one agent in the present attempt. */
export interface AgentState {
  readonly id: AgentId;
  readonly number: number;
  readonly anonymousId: AnonymousId;
  readonly backend: string;
  readonly model: string;
  readonly phase: AgentPhase;
  /** 0-based number of the newest round; -1 before the first. */
  readonly round: number;
  readonly roundKind: RoundKind | null;
  /** True between `round_start` and `round_ended`. */
  readonly inRound: boolean;
  readonly roundStartedAtMs: number | null;
  readonly softTimeoutFiredAtMs: number | null;
  readonly revision: number;
  readonly vote: Vote | null;
  readonly stopped: { readonly summary: string; readonly status: 'complete' | 'blocked' } | null;
  readonly failed: {
    readonly class: AgentFailureClass;
    readonly message: string;
    readonly draft: string | null;
  } | null;
  /** Per peer: how many of its revisions this agent has been shown. */
  readonly seen: Readonly<Record<AgentId, number>>;
  /** Labels last shown, one per author. */
  readonly visible: readonly AnswerLabel[];
  readonly voteCount: number;
  readonly injections: number;
  readonly restarts: number;
  readonly lastActivityMs: number;
  readonly rounds: readonly RoundRecord[];
  readonly enforcements: readonly EnforcementRecord[];
  readonly usage: Usage;
  readonly modelCall: OpenCall | null;
  readonly retry: {
    readonly attempt: number;
    readonly maxAttempts: number;
    readonly delayMs: number;
    readonly message: string;
  } | null;
  readonly toolCalls: number;
  readonly toolFailures: number;
  /** Model calls asked for in this session: grows over rounds, attempts and turns, so that no late result fits a new call. */
  readonly callNumber: number;
  /** Non-null exactly while `inRound`. */
  readonly current: CurrentRound | null;
  readonly paused: { readonly gate: PauseGate; readonly sinceMs: number; readonly untilMs: number | null } | null;
  readonly transientRetries: number;
  readonly overflowRestarts: number;
  /** Decomposition: answers in a row without having seen anything new from peers. */
  readonly streak: number;
  /** The last text it wrote that did not become an answer. */
  readonly draft: string | null;
  readonly pendingInputs: readonly HumanInput[];
  readonly deliveredInputs: readonly HumanInput[];
}

/** Everything the log says of a turn: the fold of its events, and all that the rules, faces and projections know. */
export interface State {
  readonly sessionId: string;
  readonly settings: Settings;
  readonly phase: TurnPhase;
  readonly turn: number;
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly question: string;
  readonly startedAtMs: number;
  readonly attemptStartedAtMs: number;
  /** In configuration order. */
  readonly order: readonly AgentId[];
  /** By number in this attempt: the first is `agent1`. The same as `order` unless the numbering is shuffled. */
  readonly numbered: readonly AgentId[];
  readonly agents: Readonly<Record<AgentId, AgentState>>;
  /** Accepted answers in order of acceptance; labels are unique. */
  readonly answers: readonly Answer[];
  /** Votes that count now, in order of acceptance. */
  readonly votes: readonly Vote[];
  /** How often votes were cleared; votes of an older epoch never count. */
  readonly epoch: number;
  readonly winner: {
    readonly agentId: AgentId;
    readonly isTie: boolean;
    readonly counts: Readonly<Record<AgentId, number>>;
  } | null;
  readonly finalAnswer: {
    readonly content: string;
    readonly locked: boolean;
    readonly label: AnswerLabel;
    /** Null for an answer of this attempt; else the sentence that says of which one it is, and why. */
    readonly origin: string | null;
  } | null;
  readonly cancelled: boolean;
  readonly timedOut: boolean;
  readonly outcome: TurnOutcome | null;
  readonly usage: Usage;
  /** Number of the newest event folded; 0 before the first of a log. */
  readonly seq: number;
  /** Why this attempt is a repetition; null on the first. */
  readonly restart: {
    readonly reason: string;
    readonly instructions: string;
    readonly previousAnswer: string | null;
  } | null;
  /** What the attempt before this one presented. Should this one present nothing, the turn ends with it. */
  readonly presentedBefore: { readonly agentId: AgentId; readonly content: string } | null;
  /** A restart was decided and the next attempt is being opened. */
  readonly restartPending: { readonly reason: string; readonly instructions: string } | null;
  readonly firstAttemptMs: number | null;
  readonly presentation: {
    readonly agentId: AgentId;
    readonly strategy: 'winner_reuse' | 'winner_present' | 'synthesize';
  } | null;
}
