import type { finishReason } from '../../store/session/finish-reason.ts';
import type { LineOutput } from './line-output.ts';

/** How a run for a script ends, in the words of `status.json`. */
export const exitLine = (code: number, reason: ReturnType<typeof finishReason>): string => `EXIT: ${code} ${reason}`;

/**
 * What a script reads ends with `EXIT: <code> <reason>`, also when nothing could be started (`cli-sessions-logs.md` §5.2).
 * A run writes the line itself; this remembers that somebody still waits for it.
 */
export interface LastLine {
  /** A script reads this output. */
  owe(output: LineOutput): void;
  written(): void;
  /** Writes the line of a run that came to nothing, if it is still owed. */
  settle(code: number): void;
}

export function createLastLine(): LastLine {
  let owedTo: LineOutput | null = null;
  return {
    owe(output) {
      owedTo = output;
    },
    written() {
      owedTo = null;
    },
    settle(code) {
      owedTo?.line(exitLine(code, 'error'));
      owedTo = null;
    },
  };
}
