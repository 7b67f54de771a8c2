import type { Note } from '../coordination/append.ts';
import type { EnforcementReason } from '../coordination/vocabulary.ts';
import { defuse } from './fence.ts';
import { toolChoice } from './offers.ts';

type EnforcementNote = Extract<Note, { kind: 'enforcement' }>;

/** The tail of lost work that is shown again, in characters. */
const INCOMPLETE_TEXT_LIMIT = 120_000;

const WHAT_HAPPENED: Readonly<Partial<Record<EnforcementReason, string>>> = {
  no_tool_calls: 'Your last message called no workflow tool, so nothing has been decided.',
  no_workflow_tool: 'Your last message called no tool that decides anything here.',
  api_error: 'Your last message was lost to an error of the connection.',
  connection_recovery: 'Your last message was cut off on the way.',
};

/** What a model wrote and nobody took, given back to it. */
export const incompleteBlock = (text: string, mark: string): string =>
  `<incomplete_response>\n${defuse(text.slice(-INCOMPLETE_TEXT_LIMIT), mark)}\n</incomplete_response>`;

/** Asks for the missing decision, names exactly the tools of this call, and gives the model its own text back. */
export function enforcementText(note: EnforcementNote, mark: string): string {
  const head = WHAT_HAPPENED[note.reason] ?? 'Your last message decided nothing that could be accepted.';
  const call = `Call ${toolChoice(note.offered)} now (attempt ${note.attempt} of ${note.maxAttempts}).`;
  if (note.incompleteText === null || note.incompleteText.trim() === '') return `${head} ${call}`;
  return [`${head} What you wrote is not lost:`, incompleteBlock(note.incompleteText, mark), call].join('\n');
}
