import type { Append } from '../coordination/append.ts';
import { notesAfterToolResult, noteText } from './notes.ts';
import { blockedText, rejectionText } from './rejection.ts';
import { roundMessage, type PromptSurroundings } from './round-context.ts';

/** One piece of a conversation in words: a user message, or the result of one tool call. */
export type Utterance =
  | {
      readonly kind: 'user';
      readonly text: string;
      /** Everything before it is forgotten. */ readonly startsConversation: boolean;
    }
  | {
      readonly kind: 'tool_result';
      readonly callId: string;
      readonly name: string;
      readonly text: string;
      readonly isError: boolean;
    };

type ToolResult = Extract<Append, { kind: 'tool_result' }>;

function resultText({ outcome }: ToolResult, mark: string): string {
  switch (outcome.kind) {
    case 'output':
      return outcome.text.replaceAll(mark, '#…');
    case 'rejected':
      return rejectionText(outcome.rejection, outcome.primary);
    case 'blocked':
      return blockedText(outcome);
  }
}

/** Puts one append of the rules into words. `isoInstant` is the time of the call, shown when a round opens. */
export function utterance(append: Append, around: PromptSurroundings, isoInstant: string): Utterance {
  switch (append.kind) {
    case 'round_context':
      return { kind: 'user', startsConversation: true, text: roundMessage(append.context, around, isoInstant) };
    case 'note':
      return { kind: 'user', startsConversation: false, text: noteText(append.note, around.mark) };
    case 'tool_result':
      return {
        kind: 'tool_result',
        callId: append.callId,
        name: append.toolName,
        text: resultText(append, around.mark) + notesAfterToolResult(append.notes, around.mark),
        isError: append.outcome.kind !== 'output' || append.outcome.isError,
      };
  }
}
