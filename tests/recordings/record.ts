import { runRecord } from '../../src/cli/record/run-record.ts';

export interface Recorded {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** `massgen record …` in this process, in a folder. */
export async function record(argv: readonly string[], cwd: string): Promise<Recorded> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runRecord(argv, {
    out: (line) => void out.push(line),
    error: (line) => void err.push(line),
    env: { PATH: process.env['PATH'], TERM: 'xterm-256color' },
    cwd,
    home: cwd,
    hasTerminal: false,
    version: '0.0.0',
    signal: new AbortController().signal,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
