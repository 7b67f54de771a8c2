import { describe, expect, test } from 'vitest';
import { newAnswer, startWorld, tool } from '../support/world.ts';
import type { World } from '../support/world.ts';

/** a presents its winning answer. */
const presenting = (more: Parameters<typeof startWorld>[1] = {}): World => {
  const world = startWorld(2, more);
  world.answers('a', 'one');
  world.answers('b', 'two');
  for (const id of ['a', 'a', 'b']) world.votes(id, 'agent1');
  return world;
};

const reasonAtDeadline = (world: World): unknown => {
  world.timer('orchestrator_deadline', world.nowMs + 1_800_000);
  return world.last('orchestrator_timeout').selection_reason;
};

describe('presenting', () => {
  test('the presenter reads all answers, its own last, how it fared, and nothing of the others', () => {
    const world = presenting();
    const call = world.call('a');
    expect(call).toMatchObject({ stage: 'presentation', offered: [], voteTargets: [] });
    expect(call.appends).toMatchObject([
      {
        context: {
          strategy: 'winner_present',
          answers: [{ label: 'agent2.1' }, { label: 'agent1.1', own: true }],
          votes: { counts: [{ anonymousId: 'agent1', votes: 2 }], reasons: ['best', 'best'], tie: false },
          parts: [],
        },
      },
    ]);
    expect(world.agent('b').phase).toBe('completed');
    expect(world.agent('a').phase).toBe('presenting');
  });

  test('tools may be used on the way; the text afterwards is the answer', () => {
    const world = presenting();
    const used = tool();
    world.says('a', used);
    world.toolEnds('a', used);
    expect(world.call('a')).toMatchObject({ stage: 'presentation', appends: [{ kind: 'tool_result' }] });
    world.writes('a', 'final words');
    expect(world.last('final_presentation_end')).toEqual({
      source: 'text',
      content: 'final words',
      interrupted: false,
    });
    expect(world.last('round_ended').outcome).toBe('presented');
  });

  test('a presenter that declines does not take its answer back', () => {
    const world = presenting();
    world.ends('a', { kind: 'finished', text: 'I cannot help.', calls: [], truncated: false, refused: true });
    expect(world.last('final_presentation_end')).toEqual({ source: 'stored', content: 'one', interrupted: true });
    expect(world.last('status_message')).toMatchObject({ text: 'presentation failed: the model declined' });
  });

  test('the deadline says by what the presenter was chosen', () => {
    expect(reasonAtDeadline(presenting())).toBe('most votes');
    const unvoted = startWorld(1, { skipVoting: true });
    unvoted.answers('a', 'one');
    expect(reasonAtDeadline(unvoted)).toBe('latest answer');
    expect(reasonAtDeadline(startWorld(1, { skipCoordinationRounds: true }))).toBe('no answers available');
  });

  test('says nothing of votes where there were none', () => {
    const world = startWorld(1, { skipVoting: true });
    world.answers('a', 'one');
    expect(world.appends('a')).toMatchObject([{ context: { stage: 'presentation', votes: null } }]);
  });

  test('an answer tool called all the same gives the text', () => {
    const world = presenting();
    world.says('a', newAnswer('as an answer'));
    expect(world.last('final_presentation_end')).toEqual({
      source: 'new_answer',
      content: 'as an answer',
      interrupted: false,
    });
    expect(world.state.answers).toHaveLength(2);
  });

  test.each([
    ['an empty text', (world: World) => world.writes('a', '  ')],
    [
      'a failed call',
      (world: World) => world.ends('a', { kind: 'failed', failure: 'transient', message: '529', text: 'ha' }),
    ],
    ['the deadline', (world: World) => world.timer('orchestrator_deadline', world.nowMs + 1_800_000)],
    [
      'three tools that did nothing',
      (world: World) => {
        for (let time = 0; time < 3; time += 1) {
          const used = tool();
          world.says('a', used);
          world.toolEnds('a', used, { progress: false });
        }
      },
    ],
  ])('%s falls back to the stored answer', (_name, happen) => {
    const world = presenting();
    happen(world);
    expect(world.last('final_presentation_end')).toEqual({ source: 'stored', content: 'one', interrupted: true });
    expect(world.last('answer_locked')).toEqual({ label: 'agent1.final', content: 'one', paths: [] });
    expect(world.last('system_status')).toMatchObject({ exit_code: 0 });
  });

  test('reuse makes no call and is never judged', () => {
    const world = presenting({ skipFinalPresentation: true, maxOrchestrationRestarts: 2 });
    expect(world.all('post_evaluation')).toEqual([]);
    expect(world.last('final_presentation_end')).toEqual({ source: 'stored', content: 'one', interrupted: false });
    expect(world.state.phase).toBe('ended');
  });

  test('skipped coordination goes straight to the first agent', () => {
    const world = startWorld(2, { skipCoordinationRounds: true });
    expect(world.last('winner_selected')).toMatchObject({ winner_id: 'a', rule: 'debug' });
    world.writes('a', 'hello');
    expect(world.state.finalAnswer?.content).toBe('hello');
  });

  test('with nothing said and nothing stored the turn fails', () => {
    const world = startWorld(1, { skipCoordinationRounds: true });
    world.writes('a', '');
    expect(world.last('system_status')).toMatchObject({ outcome: 'failed', exit_code: 2 });
    expect(world.all('answer_locked')).toEqual([]);
  });

  test('words of the person that waited reach the presenter', () => {
    const world = presenting();
    world.command({ type: 'human_input', id: 'h', content: 'short please', targets: null });
    const used = tool();
    world.says('a', used);
    world.toolEnds('a', used);
    expect(world.appends('a')).toMatchObject([{ notes: [{ kind: 'human_input', content: 'short please' }] }]);
  });
});
