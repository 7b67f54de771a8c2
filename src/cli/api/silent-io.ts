import { systemClock } from '../../runtime/ports/system-clock.ts';
import { createLastLine } from '../faces/last-line.ts';
import type { LineOutput } from '../faces/line-output.ts';
import type { Io } from '../io.ts';

/** Collects what would have been said; a library prints nothing. */
export function createCollector(): LineOutput & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  return {
    lines,
    line: (text) => void lines.push(text),
    stream: () => undefined,
    flush: () => Promise.resolve(),
    closed: false,
    failure: null,
  };
}

export const silentIo = (cwd: string, home: string, err: LineOutput = createCollector()): Io => ({
  out: createCollector(),
  err,
  lastLine: createLastLine(),
  env: process.env,
  cwd,
  home,
  hasTerminal: false,
  clock: systemClock,
  recording: null,
});
