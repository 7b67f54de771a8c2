import { describe, expect, test } from 'vitest';
import { agentId, answerLabel, finalLabel } from '../../src/coordination/ids.ts';
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
    const finalAnswer = { content: 'Blue.', locked: true, label: finalLabel(1) };
    expect(turnSummary({ ...empty, outcome: 'answered', finalAnswer })).toBe('Blue.');
    expect(turnSummary({ ...empty, outcome: 'timeout', finalAnswer })).toBe('Blue.');
  });

  test('is, without one, the newest answer of each agent under its anonymous name', () => {
    const answers = [answer(A, 1, 'Old.'), answer(B, 1, 'B.'), answer(A, 2, 'New.')];
    const summary = turnSummary({ ...empty, outcome: 'cancelled', cancelled: true, answers });
    expect(summary).toBe(
      '(This turn was cancelled by the user.)\n\nagent1 had answered:\nNew.\n\nagent2 had answered:\nB.',
    );
  });

  test('is one sentence when there was nothing', () => {
    expect(turnSummary({ ...empty, outcome: 'failed' })).toBe('(This turn ended without a final answer.)');
  });
});
