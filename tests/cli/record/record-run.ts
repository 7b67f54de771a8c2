import { runRecord } from '../../../src/cli/record/run-record.ts';

export interface RecordRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RecordRunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly outIsTerminal?: boolean;
}

/** `massgen record` in this process, as if without a terminal. */
export async function record(cwd: string, args: readonly string[], options: RecordRunOptions = {}): Promise<RecordRun> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runRecord(args, {
    out: (line) => out.push(line),
    error: (line) => err.push(line),
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, ...options.env },
    cwd,
    home: cwd,
    hasTerminal: false,
    outIsTerminal: options.outIsTerminal ?? false,
    version: '0.0.0',
    signal: options.signal ?? new AbortController().signal,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
