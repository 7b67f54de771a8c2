import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const nothing = (): void => undefined;
const MAIN = resolve(import.meta.dirname, '../../src/main.ts');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Everything on stdout so far. */
  stdout(): string;
  /** Resolves as soon as stdout matches; rejects when the process ends first. */
  until(pattern: RegExp): Promise<void>;
}

/** A working directory of its own for one program, gone with the scope. */
export function scratch(): { readonly path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(tmpdir(), 'massgen-e2e-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Starts the real program from source. No key and no configuration of the machine reaches it unless given. */
export function startMassgen(
  args: readonly string[],
  { cwd, env = {} }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Started {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, TERM: 'dumb', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let wake = nothing;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    wake();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((done) => {
    child.once('close', (code, signal) => {
      done({ code, signal, stdout, stderr });
      wake();
    });
  });
  return {
    child,
    ended,
    stdout: () => stdout,
    until: (pattern) =>
      new Promise((found, failed) => {
        wake = () => {
          if (pattern.test(stdout)) found();
          else if (child.exitCode !== null || child.signalCode !== null) {
            failed(new Error(`ended before ${pattern}: ${stdout}\n${stderr}`));
          }
        };
        wake();
      }),
  };
}

/** Runs it to its end. */
export const runMassgen = (
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Ended> => startMassgen(args, options).ended;
