import type { Note } from '../coordination/append.ts';
import { incompleteBlock } from './enforcement.ts';
import { toolChoice } from './offers.ts';

type TimingNote = Extract<Note, { kind: 'soft_timeout' | 'deadline_warning' | 'last_call' }>;

const seconds = (ms: number): string => `${Math.max(0, Math.round(ms / 1000))} s`;

/** Everything a model is told about time. Never in the system message: these words change, those may not. */
export function timingText(note: TimingNote, mark: string): string {
  const choice = toolChoice(note.offered);
  switch (note.kind) {
    case 'soft_timeout':
      return note.manual
        ? `The user wants your decision now. Finish the step you are in and call ${choice} within ${seconds(note.graceMs)}; then every other tool is closed.`
        : `Time to wrap up: ${seconds(note.elapsedMs)} of this round’s ${seconds(note.limitMs)} are used. Call ${choice} with the best you have within ${seconds(note.graceMs)}; then every other tool is closed.`;
    case 'deadline_warning':
      return `The whole run ends in ${seconds(note.remainingMs)}. Call ${note.offered.includes('new_answer') ? 'new_answer' : choice} with the best you have, now.`;
    case 'last_call': {
      const call = `The time of this round is over. Only ${choice} is left: call it now with the best you have, or your work is lost.`;
      if (note.incompleteText === null) return call;
      return `${call} This far you had come:\n${incompleteBlock(note.incompleteText, mark)}`;
    }
  }
}
