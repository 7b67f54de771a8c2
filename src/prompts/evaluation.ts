import { quote } from './fence.ts';

/** What the evaluator is told after the original message: the final answer, and how to judge it. */
export const evaluationTask = (finalAnswer: string, mark: string): string =>
  [
    quote('FINAL ANSWER', finalAnswer, mark),
    'This is the evaluation of that final answer, before the user gets it. Hold it against the original message, claim by claim: is all that was asked for there, and is it right? Then call exactly one tool: submit if it can go out as it is; restart_orchestration if it cannot, with the reason and with instructions the agents can act on.',
  ].join('\n\n');
