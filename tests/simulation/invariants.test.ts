import { describe, expect, test } from 'vitest';
import type { EventDraft, EventType } from '../../src/coordination/events.ts';
import { BLIND, runWorld } from './driver.ts';
import { checkEvent } from './invariants/all.ts';
import { callMade, messageCame } from './invariants/conversation.ts';
import { createFacts } from './invariants/facts.ts';
import { follow } from './invariants/follow.ts';
import { identityCheck, namesCheck } from './invariants/identity.ts';
import { randomWorld } from './random-world.ts';
import type { World } from './random-world.ts';
import { DEFAULT_SETTINGS } from '../../src/coordination/settings.ts';
import type { Settings } from '../../src/coordination/settings.ts';

const prompt = { kind: 'prompt', answers: 1, fastestMs: 500, slowestMs: 4_000, toolRate: 0, badRate: 0 } as const;

/** A world of three prompt agents, two answers each at most, and its log. */
function log(more: Partial<Settings> = {}): { readonly world: World; readonly events: readonly EventDraft[] } {
  const base = randomWorld(5, 3);
  const settings = { ...DEFAULT_SETTINGS, agents: base.settings.agents, maxOrchestrationRestarts: 1, ...more };
  const world = { ...base, settings, profiles: [prompt, prompt, prompt], faultRate: 0, telemetry: false, human: [] };
  return {
    world,
    events: runWorld(world, BLIND).events,
  };
}

/** The numbers of the invariants that a log breaks. */
function brokenBy(settings: Settings, events: readonly EventDraft[]): ReadonlySet<number> {
  const facts = createFacts(settings);
  const broken = new Set<number>();
  for (const event of events) {
    checkEvent(event, facts, (number) => broken.add(number));
    follow(facts, event);
  }
  return broken;
}

type Tamper = (events: readonly EventDraft[]) => readonly EventDraft[];

const first = (type: EventType, events: readonly EventDraft[]): number => {
  const at = events.findIndex((event) => event.event_type === type);
  if (at < 0) throw new Error(`the log has no ${type}`);
  return at;
};
const twice =
  (type: EventType): Tamper =>
  (events) =>
    events.flatMap((event, index) => (index === first(type, events) ? [event, event] : [event]));
const without =
  (type: EventType): Tamper =>
  (events) =>
    events.filter((_, index) => index !== first(type, events));
const changed =
  (type: EventType, data: object): Tamper =>
  (events) =>
    events.map((event, index) =>
      index === first(type, events) ? ({ ...event, data: { ...event.data, ...data } } as EventDraft) : event,
    );
const before =
  (type: EventType, event: object): Tamper =>
  (events) =>
    events.toSpliced(first(type, events), 0, event as EventDraft);

const CANCEL = { event_type: 'cancel_requested', agent_id: null, round_number: null, data: { source: 'ui', level: 1 } };
const about = (event_type: EventType, data: object) => ({ event_type, agent_id: 'zorya', round_number: 0, data });

const tampered: readonly [number, string, Tamper][] = [
  [1, 'a second end of the turn', (events) => [...events, ...events.slice(-1)]],
  [3, 'a second round', twice('round_start')],
  [3, 'a second model call', twice('model_call_requested')],
  [
    4,
    'a round that never ended',
    (events) =>
      events.toSpliced(
        events.findLastIndex((event) => event.event_type === 'round_ended'),
        1,
      ),
  ],
  [4, 'a round that ended twice', twice('round_ended')],
  [6, 'a label given twice', twice('answer_submitted')],
  [6, 'a revision left out', changed('answer_submitted', { answer_number: 2 })],
  [7, 'two agents of one name', changed('attempt_started', { anonymity: { agent1: 'zorya', agent2: 'zorya' } })],
  [9, 'a vote for another label than was shown', changed('vote', { voted_for_label: 'agent9.9' })],
  [9, 'a cut-off that was none', changed('vote', { hard_timeout: true })],
  [10, 'a vote that counts twice', twice('vote')],
  [11, 'a wrong count', changed('winner_selected', { vote_counts: {} })],
  [11, 'a vote forgotten', without('vote')],
  [
    12,
    'a tie told wrongly',
    (events) => {
      const at = events.find((event) => event.event_type === 'winner_selected');
      const isTie = at?.event_type === 'winner_selected' && at.data.is_tie;
      return changed('winner_selected', { is_tie: !isTie })(events);
    },
  ],
  [
    12,
    'another winner',
    (events) => {
      const at = events.find((event) => event.event_type === 'winner_selected');
      const winner = at?.event_type === 'winner_selected' ? at.data.winner_id : '';
      return changed('winner_selected', { winner_id: winner === 'zorya' ? 'quill' : 'zorya' })(events);
    },
  ],
  [13, 'an end before everybody voted', without('vote')],
  [
    14,
    'a vote thrown away for nothing',
    before('vote', about('status', { status: 'vote_ignored', target_id: 'zorya', reason: '', unseen_labels: [] })),
  ],
  [
    17,
    'news before the first answer',
    before(
      'answer_proposed',
      about('injection_received', {
        source_agents: ['quill'],
        labels: [],
        injection_type: 'mid_stream',
        via: 'tool_result',
        truncated: false,
        bytes: 0,
      }),
    ),
  ],
  [18, 'an answer shown that does not exist', changed('round_start', { visible_labels: ['agent7.1'] })],
  [22, 'a fourth try', before('answer_proposed', about('enforcement', { attempt: 4 }))],
  [
    23,
    'an answer that was not offered',
    (events) =>
      events.map((event) =>
        event.event_type === 'model_call_requested' ? { ...event, data: { ...event.data, offered: [] } } : event,
      ),
  ],
  [
    25,
    'a cut-off without a warning',
    before('answer_proposed', about('hard_timeout', { elapsed_ms: 1, grace_ms: 1, denials: 0 })),
  ],
  [
    25,
    'a tool denied before its time',
    before('answer_proposed', about('tool_blocked', { tool_id: 't', by: 'round_timeout', reason: 'read_file is' })),
  ],
  [
    26,
    'a failed agent that goes on',
    before('answer_proposed', about('error', { class: 'auth', message: '', retries: 0, draft: null, at_ms: 0 })),
  ],
  [30, 'a second lock', twice('answer_locked')],
  [30, 'another text locked than presented', changed('answer_locked', { content: 'something else' })],
  [30, 'a second presentation', twice('final_presentation_start')],
  [31, 'an attempt out of turn', changed('attempt_started', { attempt: 1 })],
  [32, 'a winner after a cancellation', before('winner_selected', CANCEL)],
  [32, 'a presentation after a cancellation', before('final_presentation_start', CANCEL)],
];

describe('the checks themselves', () => {
  const { world, events } = log();

  test('find nothing wrong with a real log', () => {
    expect([...brokenBy(world.settings, events)]).toEqual([]);
  });

  test.each(tampered)('invariant %i notices %s', (number, _what, tamper) => {
    expect([...brokenBy(world.settings, tamper(events))]).toContain(number);
  });

  test('invariant 21 notices a vote in spite of unseen answers', () => {
    const answer = {
      answer_label: 'agent3.2',
      answer_number: 2,
      content: 'x',
      chars: 1,
      workspace_path: null,
      supersedes: null,
      at_ms: 0,
    };
    const late = {
      event_type: 'answer_submitted',
      agent_id: world.settings.agents[2]?.id,
      round_number: 1,
      data: answer,
    };
    const voted = events.find((event) => event.event_type === 'vote' && event.agent_id !== late.agent_id);
    const at = voted === undefined ? 0 : events.indexOf(voted);
    expect([...brokenBy(world.settings, events.toSpliced(at, 0, late as EventDraft))]).toContain(21);
  });

  test.each([
    [15, 'more answers than one agent may give', { maxNewAnswersPerAgent: 0 }],
    [15, 'more answers than all may give', { maxNewAnswersGlobal: 1 }],
    [31, 'an evaluation of the last attempt', { maxOrchestrationRestarts: 0 }],
  ])('invariant %i notices %s', (number, _what, rules) => {
    expect([...brokenBy({ ...world.settings, ...rules }, events)]).toContain(number);
  });

  test('invariant 16 notices an agent that runs ahead', () => {
    const at = first('answer_submitted', events);
    const proposal = { ...about('answer_proposed', { content: 'x' }), agent_id: events[at]?.agent_id };
    const log16 = events.toSpliced(at + 1, 0, proposal as EventDraft);
    expect([...brokenBy({ ...world.settings, fairnessLeadCap: 1 }, log16)]).toContain(16);
    expect([...brokenBy({ ...world.settings, fairnessLeadCap: 2 }, log16)]).not.toContain(16);
  });
});

const reports = (run: (report: (number: number) => void) => void): readonly number[] => {
  const numbers: number[] = [];
  run((number) => numbers.push(number));
  return numbers;
};

const callTo = (appends: readonly object[], more: object = {}) =>
  ({
    type: 'call_model',
    agentId: 'zorya',
    callId: 'c',
    stage: 'enforcement',
    appends,
    offered: [],
    voteTargets: [],
    terminalToolsOnly: false,
    ...more,
  }) as never;

const result = (callId: string) => ({ kind: 'tool_result', callId });
const note = (content: string) => [{ kind: 'note', note: { kind: 'human_input', id: 'h', content } }];

describe('the checks of what is asked of the runtime', () => {
  const facts = createFacts(log().world.settings);

  test('invariant 24 notices a call without a result, a result too many, and results in another order', () => {
    const message = {
      type: 'model_ended',
      agentId: 'zorya',
      callId: 'c',
      outcome: { kind: 'finished', calls: [{ id: 't1' }, { id: 't2' }] },
    } as never;
    for (const [given, expected] of [
      [['t1'], [24]],
      [['t1', 't2', 't3'], [24]],
      [['t2', 't1'], [24]],
      [['t1', 't2'], []],
    ] as const) {
      const open = new Map();
      messageCame(open, message);
      expect(reports((report) => callMade(open, callTo(given.map(result)), report))).toEqual(expected);
    }
  });

  test('invariant 8 notices a real name in what a model may read', () => {
    expect(reports((report) => namesCheck(callTo(note('ask quill')), facts, report))).toEqual([8]);
    expect(reports((report) => namesCheck(callTo(note('ask agent2')), facts, report))).toEqual([]);
  });

  test('invariant 7 notices a candidate that was never shown, invariant 19 an answer that is not whole', () => {
    expect(reports((report) => identityCheck(callTo([], { voteTargets: ['agent2'] }), facts, report))).toEqual([7]);
    const shown = { author: 'quill', anonymousId: 'agent2', label: 'agent2.1', content: 'cut', own: false };
    const context = [{ kind: 'round_context', context: { answers: [shown] } }];
    expect(reports((report) => identityCheck(callTo(context), facts, report))).toContain(19);
  });
});
