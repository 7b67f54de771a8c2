import type { EventDraft } from '../../src/coordination/events.ts';
import { fold } from '../../src/coordination/reduce.ts';
import { BLIND, MAX_INPUTS, runWorld } from './driver.ts';
import type { RunResult } from './driver.ts';
import { checkEvent } from './invariants/all.ts';
import { callMade, messageCame } from './invariants/conversation.ts';
import type { Conversations } from './invariants/conversation.ts';
import { createFacts, liveFacts } from './invariants/facts.ts';
import type { Facts } from './invariants/facts.ts';
import { follow } from './invariants/follow.ts';
import { identityCheck, namesCheck } from './invariants/identity.ts';
import type { World } from './random-world.ts';

interface Broken {
  readonly invariant: number;
  readonly message: string;
  readonly seq: number;
}

export interface Checked {
  readonly result: RunResult;
  readonly broken: readonly Broken[];
}

/** Every so many worlds the costly checks are made as well: folding the log anew, running the seed again, names in prompts. */
const COSTLY_EVERY = 64;

/** Runs a world under all checks. `thorough` makes the costly ones too. */
export function checkWorld(world: World, thorough = world.seed % COSTLY_EVERY === 0): Checked {
  const facts = createFacts(world.settings);
  const broken: Broken[] = [];
  const conversations: Conversations = new Map();
  const report = (invariant: number, message: string): void => {
    broken.push({ invariant, message, seq: facts.seq });
  };
  const result = runWorld(world, {
    event: (event, seq, nowMs) => {
      if (seq !== facts.seq + 1) report(2, `${seq} follows ${facts.seq}`);
      if (facts.turnsEnded > 0) report(5, `${event.event_type} after the turn's end`);
      if (facts.attemptOver && event.event_type !== 'attempt_started') checkBetweenAttempts(event, report);
      facts.seq = seq;
      facts.nowMs = nowMs;
      checkEvent(event, facts, report);
      follow(facts, event);
    },
    effect: (effect) => {
      identityCheck(effect, facts, report);
      if (thorough) namesCheck(effect, facts, report);
      if (effect.type === 'call_model') callMade(conversations, effect, report);
    },
    stepping: (input, state) => {
      if (input.type !== 'model_ended' || state.agents[input.agentId]?.modelCall?.id !== input.callId) return;
      messageCame(conversations, input);
    },
    stepped: () => checkAllFailed(facts, report),
  });
  checkEnd(world, facts, result, report);
  if (thorough) {
    checkReplay(result, report);
    checkRepeat(world, result, report);
  }
  return { result, broken };
}

type Report = (invariant: number, message: string) => void;

/** Between a restart and the next attempt the run has nothing to say, but that it is cancelled and with what it ends. */
function checkBetweenAttempts(event: EventDraft, report: Report): void {
  const allowed = [
    'phase_changed',
    'cancel_requested',
    'status_message',
    'answer_locked',
    'system_status',
    'status',
    'human_input_queued',
  ];
  if (!allowed.includes(event.event_type)) report(5, `${event.event_type} between two attempts`);
}

function checkAllFailed(facts: Facts, report: Report): void {
  const isRunning = facts.attempt >= 0 && !facts.attemptOver && facts.turnsEnded === 0 && !facts.complete;
  if (isRunning && liveFacts(facts).length === 0) report(27, 'all agents failed and the turn goes on');
}

/** What must be true when everything is over: 1, 14, 41. */
function checkEnd(world: World, facts: Facts, result: RunResult, report: Report): void {
  const { orchestratorTimeoutMs: limit } = world.settings;
  if (facts.turnsEnded !== 1) report(1, `the turn ended ${facts.turnsEnded} times`);
  if (!result.isOver) report(1, 'the turn was never over');
  const end = result.events.findLast((event) => event.event_type === 'system_status');
  const tookMs = end?.event_type === 'system_status' && end.data.status === 'turn_ended' ? end.data.duration_ms : 0;
  if (tookMs > limit * (1 + result.last.maxAttempts) + 10_000) report(1, `the turn took ${tookMs} ms`);
  if (result.inputs >= MAX_INPUTS) report(14, 'the run goes round in circles');
  if (world.tame && facts.timedOut) report(14, 'well-behaved models do not come to an end');
  for (const agent of Object.values(result.last.agents)) {
    if (agent.inRound || agent.modelCall !== null || agent.current !== null) report(40, `${agent.id} is left at work`);
  }
}

/** The log alone gives the same state, byte for byte: 2. */
function checkReplay(result: RunResult, report: Report): void {
  let state = result.first;
  let seq = 0;
  for (const event of result.events) {
    seq += 1;
    state = fold(state, event, seq);
  }
  if (JSON.stringify(state) !== JSON.stringify(result.last)) report(2, 'the log gives another state');
}

/** The same seed gives the same log: 39. */
function checkRepeat(world: World, result: RunResult, report: Report): void {
  const again = runWorld(world, BLIND);
  if (JSON.stringify(again.events) !== JSON.stringify(result.events)) report(39, 'the same seed gave another log');
}
