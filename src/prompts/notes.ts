import type { Note } from '../coordination/append.ts';
import { enforcementText } from './enforcement.ts';
import { defuse } from './fence.ts';
import { timingText } from './timing.ts';
import { updateText } from './update.ts';

/** The words of one note, the same wherever it is delivered. */
export function noteText(note: Note, mark: string): string {
  switch (note.kind) {
    case 'enforcement':
      return enforcementText(note, mark);
    case 'update':
      return updateText(note, mark);
    case 'human_input':
      return `<RUNTIME USER INSTRUCTIONS>\n${defuse(note.content, mark)}\n<END OF RUNTIME USER INSTRUCTIONS>\nThe user wrote this just now. Where it differs from the original message, it counts.`;
    case 'soft_timeout':
    case 'deadline_warning':
    case 'last_call':
      return timingText(note, mark);
  }
}

/** Notes at the tail of a tool result, headed by the mark so that the tool's own output cannot pass for one. */
export const notesAfterToolResult = (notes: readonly Note[], mark: string): string =>
  notes.map((note) => `\n\n[coordinator ${mark}]\n${noteText(note, mark)}`).join('');
