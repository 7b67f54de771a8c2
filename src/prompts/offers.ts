import type { WorkflowToolName } from '../coordination/vocabulary.ts';

/** `new_answer`, `vote or new_answer`, `a, b or c`: the tools of one call by name, for a sentence. */
export function toolChoice(offered: readonly WorkflowToolName[]): string {
  const last = offered.at(-1);
  if (last === undefined) return 'no tool';
  return offered.length === 1 ? last : `${offered.slice(0, -1).join(', ')} or ${last}`;
}

const DUTIES: Readonly<Partial<Record<string, string>>> = {
  new_answer: 'Work out your answer and submit it with new_answer.',
  vote: 'Vote for the best of the current answers.',
  'new_answer,vote': 'Vote for the best of the current answers, or submit a better one with new_answer.',
  stop: 'Your part takes no further answers: end it with stop.',
  'new_answer,stop': 'Go on with your part: submit it with new_answer, or end it with stop.',
};

/** What is to be decided with the tools of this call, in one sentence. */
export const duty = (offered: readonly WorkflowToolName[]): string =>
  DUTIES[offered.toSorted().join(',')] ?? `End with ${toolChoice(offered)}.`;
