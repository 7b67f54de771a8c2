import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usageMeter } from './measured-child.ts';
import type { FromServer, SeenCall, ToServer } from './model-process.ts';

export interface MeasuredRun {
  readonly execToFirstRequestMs: number;
  /** With no model call in flight between the first request and the last byte. */
  readonly idleMs: number;
  readonly lastByteToExitMs: number;
  readonly firstRequestToLastByteMs: number;
  readonly cpuMs: number;
  readonly maxRssMb: number;
  readonly calls: number;
  readonly requestBytes: number;
}

const nowMs = (): number => performance.timeOrigin + performance.now();

/** A model server in a process of its own. */
export async function startServerProcess(
  scenario: string,
  agentIds: readonly string[],
): Promise<{ baseUrl: string; report: () => Promise<readonly SeenCall[]>; stop: () => void }> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'model-process.ts'));
  const ask = async (message: ToServer): Promise<FromServer> => {
    child.send(message);
    const [answer] = (await once(child, 'message')) as [FromServer];
    return answer;
  };
  const ready = await ask({ scenario, agentIds });
  if (!('baseUrl' in ready)) throw new Error('the model server did not start');
  return {
    baseUrl: ready.baseUrl,
    async report() {
      const answer = await ask('report');
      return 'calls' in answer ? answer.calls : [];
    },
    stop: () => void child.kill(),
  };
}

/** Time in which no call was open, between the first start and the last end. */
function idleBetween(calls: readonly SeenCall[]): number {
  let idle = 0;
  let openUntil = Number.NaN;
  for (const { startMs, endMs } of calls.toSorted((a, b) => a.startMs - b.startMs)) {
    if (startMs > openUntil) idle += startMs - openUntil;
    openUntil = Number.isNaN(openUntil) ? endMs : Math.max(openUntil, endMs);
  }
  return idle;
}

/** Runs the program once in automation and looks at it from outside. */
export async function measureRun(
  entry: string,
  config: string,
  report: () => Promise<readonly SeenCall[]>,
): Promise<MeasuredRun> {
  const folder = mkdtempSync(join(tmpdir(), 'massgen-run-'));
  try {
    writeFileSync(join(folder, 'team.yaml'), config);
    const meter = usageMeter(folder);
    const args = [...meter.args, entry, '--automation', '--config', 'team.yaml'];
    const began = nowMs();
    const child = spawn(process.execPath, [...args, 'What is a good name for a small boat, and why?'], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...meter.env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.resume();
    const [code] = (await once(child, 'exit')) as [number];
    const ended = nowMs();
    if (code !== 0) throw new Error(`the run ended with ${code}`);
    const calls = await report();
    const first = Math.min(...calls.map(({ startMs }) => startMs));
    const last = Math.max(...calls.map(({ endMs }) => endMs));
    return {
      execToFirstRequestMs: first - began,
      idleMs: idleBetween(calls),
      lastByteToExitMs: ended - last,
      firstRequestToLastByteMs: last - first,
      ...meter.read(),
      calls: calls.length,
      requestBytes: calls.reduce((sum, { requestBytes }) => sum + requestBytes, 0),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
