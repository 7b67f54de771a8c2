import type { RoundContext } from '../coordination/append.ts';
import { answersBlock } from './answers.ts';
import { evaluationTask } from './evaluation.ts';
import { defuse, quote } from './fence.ts';
import { noteText } from './notes.ts';
import { duty } from './offers.ts';
import { presentationTask } from './presentation.ts';

/** One earlier message of the session. */
export interface HistoryEntry {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** What a prompt shows besides the rules' own facts; fixed for a turn. */
export interface PromptSurroundings {
  readonly question: string;
  readonly history: readonly HistoryEntry[];
  readonly mark: string;
}

/** `now` as a reader sees it, e.g. `2026-11-21 14:33 UTC`, out of an ISO 8601 instant. */
const readableTime = (isoInstant: string): string => `${isoInstant.slice(0, 16).replace('T', ' ')} UTC`;

function historyBlock(history: readonly HistoryEntry[], mark: string): string {
  const lines = history.map(({ role, text }) =>
    role === 'user' ? `User: ${defuse(text, mark)}` : `Assistant:\n${quote('assistant', text, mark)}`,
  );
  return ['<CONVERSATION_HISTORY>', ...lines, '<END OF CONVERSATION_HISTORY>'].join('\n');
}

function restartBlock(restart: NonNullable<RoundContext['restart']>, mark: string): string {
  return [
    '<PREVIOUS ATTEMPT FEEDBACK>',
    `The last attempt was not good enough: ${defuse(restart.reason, mark)}`,
    `This time: ${defuse(restart.instructions, mark)}`,
    ...(restart.previousAnswer === null ? [] : [quote('previous answer', restart.previousAnswer, mark)]),
    '<END OF PREVIOUS ATTEMPT FEEDBACK>',
  ].join('\n');
}

const instructionsBlock = (instructions: RoundContext['instructions'], mark: string): string =>
  [
    '<RUNTIME USER INSTRUCTIONS>',
    ...instructions.map(({ content }) => defuse(content, mark)),
    '<END OF RUNTIME USER INSTRUCTIONS>',
  ].join('\n');

function coordinationTask(context: RoundContext, mark: string): string {
  const subtask =
    context.subtask === null
      ? []
      : [
          `<SUBTASK>\n${defuse(context.subtask, mark)}\n<END OF SUBTASK>\nThis part is yours; the other parts belong to the other agents.`,
        ];
  const leftovers = context.leftovers.map(
    (note) => `This still reaches you and must be heeded:\n${noteText(note, mark)}`,
  );
  const limit = context.voteOnly ? 'No further answers are taken from you. ' : '';
  return [...subtask, ...leftovers, `${limit}${duty(context.offered)}`].join('\n\n');
}

function task(context: RoundContext, mark: string): string {
  if (context.stage === 'presentation') return presentationTask(context, mark);
  if (context.stage === 'post_evaluation') return evaluationTask(context.finalAnswer ?? '', mark);
  return coordinationTask(context, mark);
}

/**
 * The user message that opens a round, presentation or evaluation. What stays the same from round to round comes
 * first, what changes last, so that as much as possible of it is a prefix the provider has seen.
 */
export function roundMessage(context: RoundContext, around: PromptSurroundings, isoInstant: string): string {
  const { question, history, mark } = around;
  const restart = context.restart;
  return [
    ...(restart === null || restart.reason === '' || restart.instructions === '' ? [] : [restartBlock(restart, mark)]),
    ...(history.length === 0 ? [] : [historyBlock(history, mark)]),
    `<ORIGINAL MESSAGE>\n${defuse(question, mark)}\n<END OF ORIGINAL MESSAGE>`,
    ...(context.instructions.length === 0 ? [] : [instructionsBlock(context.instructions, mark)]),
    ...(context.stage === 'post_evaluation' ? [] : [answersBlock(context.answers, mark)]),
    task(context, mark),
    `It is ${readableTime(isoInstant)}.`,
  ].join('\n\n');
}
