import { expect, test } from 'vitest';
import type { EventDraft } from '../../../src/coordination/events.ts';
import { agentId, answerLabel, voteLabel } from '../../../src/coordination/ids.ts';
import { answer, ending, opening, roundEnd, roundStart, sampleRun } from '../sample-run.ts';
import { draft, START_MS, watchedAttempt } from '../support.ts';

const NAMES = ['zeta', 'alpha', 'mid'];

interface Entry {
  readonly event_type: string;
  readonly details: string;
  readonly context: Readonly<Record<string, unknown>>;
}

const recordsOf = (drafts: readonly EventDraft[]): readonly Entry[] => {
  const run = watchedAttempt(NAMES);
  run.add(...drafts);
  run.finish();
  return (JSON.parse(run.read('coordination_events.json')) as { events: readonly Entry[] }).events;
};

test('the final round is the one the presenter presents in', () => {
  const final = recordsOf(sampleRun(NAMES)).find((entry) => entry.event_type === 'final_round_start');
  expect(final).toMatchObject({
    details: 'Starting final presentation round 2',
    context: { round_type: 'final', final_round: 2, round: 2 },
  });
});

test('an answer that is presented as it stands takes no round of its own', () => {
  const drafts = sampleRun(NAMES).map((entry) =>
    entry.event_type === 'final_presentation_start'
      ? { ...entry, data: { ...entry.data, strategy: 'winner_reuse' as const } }
      : entry,
  );
  const final = recordsOf(drafts).find((entry) => entry.event_type === 'final_round_start');
  expect(final?.context).toMatchObject({ final_round: 1, round: 1 });
});

test('the options of a vote are what the voter saw, in configuration order, side by side', () => {
  const seen = [answerLabel(3, 1), answerLabel(1, 1)];
  const run = watchedAttempt(NAMES);
  run.add(
    ...opening(NAMES),
    ...NAMES.map((name) => roundStart(name, 0, 'initial', [])),
    ...NAMES.flatMap((name, index) => [answer(name, index + 1, 1, `of ${name}`, null), roundEnd(name, 0, 'answer')]),
    roundStart('alpha', 1, 'refine', seen),
    draft('vote', 'alpha', 1, {
      target_id: agentId('mid'),
      voted_for_label: answerLabel(3, 1),
      reason: 'It is short.',
      vote_label: voteLabel(2, 1),
      visible_labels: seen,
      hard_timeout: false,
      at_ms: START_MS,
    }),
    ...ending('mid', 1),
  );
  run.finish();
  const path = run.paths().find((name) => name.endsWith('vote.json')) ?? '';
  expect(JSON.parse(run.read(path))).toMatchObject({
    available_options: ['zeta', 'mid'],
    available_options_labels: ['agent1.1', 'agent3.1'],
    available_options_anon: ['agent1', 'agent3'],
    answer_label_to_agent: { 'agent1.1': 'zeta', 'agent3.1': 'mid' },
    agent_mapping: { agent1: 'zeta', agent2: 'alpha', agent3: 'mid' },
    vote_context: { total_agents: 3, agents_with_answers: 3 },
  });
});
