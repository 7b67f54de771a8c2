import type { ShownAnswer } from '../coordination/append.ts';
import { quote } from './fence.ts';

/** One answer, quoted under its author's anonymous name. `author` stays out: it is the program's. */
export const quoteAnswer = ({ anonymousId, content }: ShownAnswer, mark: string): string =>
  quote(anonymousId, content, mark);

/** The block of current answers, or the same block saying that there are none. */
export const answersBlock = (answers: readonly ShownAnswer[], mark: string): string =>
  [
    '<CURRENT ANSWERS from the agents>',
    ...(answers.length === 0 ? ['(none yet)'] : answers.map((answer) => quoteAnswer(answer, mark))),
    '<END OF CURRENT ANSWERS>',
  ].join('\n');
