import { describe, expect, test } from 'vitest';
import { agentId, answerLabel, finalLabel, voteLabel } from '../../src/coordination/ids.ts';
import { initialState } from '../../src/coordination/initial.ts';
import { DEFAULT_SETTINGS } from '../../src/coordination/settings.ts';
import type { State } from '../../src/coordination/state.ts';
import { turnSummary } from '../../src/prompts/history.ts';

const [A, B] = [agentId('secret-a'), agentId('secret-b')];
const empty = initialState({ ...DEFAULT_SETTINGS, agents: [A, B].map((id) => ({ id, subtask: null })) }, [], '');
const answer = (id: typeof A, revision: number, content: string): State['answers'][number] => ({
  label: answerLabel(1, revision),
  agentId: id,
  revision,
  content,
  path: null,
  atMs: 0,
  seq: 1,
});

describe('what a later turn reads of an earlier one', () => {
  test('is its final answer', () => {
    const finalAnswer = { content: 'Blue.', locked: true, label: finalLabel(1), origin: null };
    expect(turnSummary({ ...empty, outcome: 'answered', finalAnswer })).toBe('Blue.');
    expect(turnSummary({ ...empty, outcome: 'timeout', finalAnswer })).toBe('Blue.');
  });

  test('is, without one, the newest answer of each agent under its anonymous name', () => {
    const answers = [answer(A, 1, 'Old.'), answer(B, 1, 'B.'), answer(A, 2, 'New.')];
    const summary = turnSummary({ ...empty, outcome: 'cancelled', cancelled: true, answers });
    expect(summary).toBe(
      '(This turn was cancelled by the user during the coordination.)\n\nagent1 had answered:\nNew.\n\nagent2 had answered:\nB.',
    );
  });

  test('is, for one cancelled while voting, also who had voted for whom', () => {
    const answers = [answer(A, 1, 'A.'), answer(B, 1, 'B.')];
    const votes = [
      { voter: B, target: A, label: answerLabel(1, 1), voteLabel: voteLabel(2, 1), reason: 'private', atMs: 0 },
    ];
    const summary = turnSummary({ ...empty, outcome: 'cancelled', cancelled: true, answers, votes });
    expect(summary).toMatch(/agent2 had answered:\nB\.\n\nagent2 had voted for agent1 \(agent1\.1\)\.$/);
    expect(summary).not.toContain('secret');
  });

  test.each([
    [
      false,
      '(This turn was cancelled by the user during the presentation.)\n\nagent2 had been chosen, with this answer:\nB.',
    ],
    [true, '(This turn was cancelled by the user during the evaluation.)\n\nagent2 had presented:\nB.'],
  ])('is, for one cancelled after the winner was chosen, its answer (locked: %s)', (locked, words) => {
    const summary = turnSummary({
      ...empty,
      outcome: 'cancelled',
      cancelled: true,
      answers: [answer(A, 1, 'A.'), answer(B, 1, 'B.')],
      winner: { agentId: B, isTie: false, counts: {} },
      presentation: { agentId: B, strategy: 'winner_present' },
      finalAnswer: { content: 'B.', locked, label: finalLabel(2), origin: null },
    });
    expect(summary).toBe(words);
  });

  test('is, for one cancelled in a later attempt, what the attempt before it had presented', () => {
    const origin = 'The answer is that of attempt 1; attempt 2 ended without one: it was cancelled.';
    const summary = turnSummary({
      ...empty,
      outcome: 'cancelled',
      cancelled: true,
      answers: [answer(A, 1, 'A.')],
      winner: { agentId: B, isTie: false, counts: {} },
      finalAnswer: { content: 'B.', locked: true, label: finalLabel(2), origin },
    });
    expect(summary).toBe('(This turn was cancelled by the user during the coordination.)\n\nagent2 had presented:\nB.');
  });

  test('is cut to what later prompts can bear', () => {
    const answers = [answer(A, 1, 'a'.repeat(500_000)), answer(B, 1, 'B.')];
    const summary = turnSummary({ ...empty, outcome: 'failed', answers });
    expect(summary.length).toBeLessThan(17_000);
    expect(summary).toContain('aaa … (cut)');
    expect(summary).toContain('B.');
  });

  test('is one sentence when there was nothing', () => {
    expect(turnSummary({ ...empty, outcome: 'failed' })).toBe('(This turn ended without a final answer.)');
  });
});
