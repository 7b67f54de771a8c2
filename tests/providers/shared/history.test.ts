import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { repairHistory } from '../../../src/providers/shared/history.ts';
import type { Message } from '../../../src/runtime/ports/model.ts';
import { assistant, results, user } from '../requests.ts';

const anyMessage: fc.Arbitrary<Message> = fc.oneof(
  fc.string({ maxLength: 5 }).map(user),
  fc.tuple(fc.string({ maxLength: 3 }), fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 })).map(([text, ids]) =>
    assistant(
      text,
      [...new Set(ids)].map((id) => ({ id: `call_${id}`, name: 'vote' })),
    ),
  ),
  fc
    .array(fc.integer({ min: 0, max: 5 }), { maxLength: 4 })
    .map((ids) => results(...ids.map((id) => [`call_${id}`, 'done'] as const))),
);
const anyHistory = fc.array(anyMessage, { maxLength: 12 });

describe('a repaired history', () => {
  test('answers every call exactly once, directly after its turn and in its order', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const repaired = repairHistory(history);
        for (const [index, message] of repaired.entries()) {
          const calls = message.role === 'assistant' ? message.turn.calls : [];
          const next = repaired[index + 1];
          const answered = next?.role === 'tool' ? next.results.map(({ callId }) => callId) : [];
          expect(message.role === 'assistant' ? answered : []).toEqual(calls.map(({ id }) => id));
        }
      }),
    );
  });

  test('has no result without a turn before it, and no empty message', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const repaired = repairHistory(history);
        const stray = repaired.filter(
          (message, index) => message.role === 'tool' && repaired[index - 1]?.role !== 'assistant',
        );
        const empty = repaired.filter(
          (message) =>
            (message.role === 'user' && message.text === '') ||
            (message.role === 'tool' && message.results.length === 0),
        );
        expect([...stray, ...empty]).toEqual([]);
      }),
    );
  });

  test('needs no second repair', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const once = repairHistory(history);
        expect(repairHistory(once)).toEqual(once);
      }),
    );
  });

  test('tells the model which call was never run', () => {
    const repaired = repairHistory([
      assistant('', [
        { id: 'a_call', name: 'vote' },
        { id: 'b_call', name: 'vote' },
      ]),
      results(['b_call', 'done']),
      user('next'),
    ]);
    expect(repaired[1]).toMatchObject({
      role: 'tool',
      results: [
        { callId: 'a_call', isError: true, text: expect.stringContaining('Not executed') as unknown },
        { callId: 'b_call', isError: false, text: 'done' },
      ],
    });
  });
});
