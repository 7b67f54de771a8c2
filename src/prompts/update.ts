import type { Note } from '../coordination/append.ts';
import { quoteAnswer } from './answers.ts';
import { duty } from './offers.ts';

/** News of answers that were accepted while the reader was at work (§1.16). */
export function updateText(note: Extract<Note, { kind: 'update' }>, mark: string): string {
  const changes = note.answers.map(({ anonymousId, label, replaces }) =>
    replaces === null ? `${anonymousId} is new (${label})` : `${anonymousId} is updated (${replaces} -> ${label})`,
  );
  return [
    '<CURRENT ANSWERS from the agents>',
    ...note.answers.map((answer) => quoteAnswer(answer, mark)),
    '<END OF CURRENT ANSWERS>',
    `While you were at work: ${changes.join(', ')}. Weigh this before you decide: build on it, merge it with yours, or carry on as you were. ${duty(note.offered)}`,
  ].join('\n');
}
