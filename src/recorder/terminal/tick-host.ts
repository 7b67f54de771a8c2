import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, ok } from '../../shared/result.ts';
import type { RecorderClock } from '../clock/clock.ts';
import type { TickRequest } from '../clock/tick-protocol.ts';
import { CLOCK_SOCKET_VARIABLE, createMarkerCutter } from '../clock/tick-protocol.ts';
import type { ExitReport, HostStart, StartHost, TerminalHost } from './host.ts';
import { createOutputGate } from './output-gate.ts';
import { startPtyHost } from './pty-host.ts';
import { settlesWithin } from './settles-within.ts';

/** Real time for a program to load the preload; much longer than any Node start. */
const CONNECT_LIMIT_MS = 20_000;
/** What one step of a program may take; one that takes more loops, stopped itself, or prints without end. */
export interface StepLimits {
  /** Real time. */
  readonly ms: number;
  readonly characters: number;
}
const STEP_LIMITS: StepLimits = { ms: 30_000, characters: 64 * 1_048_576 };
/** Held output is handed on in pieces of this length at the latest, so that the cut does not depend on scheduling. */
const PIECE_LENGTH = 65_536;

/**
 * Runs a Node program in a pseudo-terminal on the recorder's time: its timers and clocks stand still until `advance`.
 * Output, exit included, is told only from within `advance` and `stop`, so two runs give the same events. Other programs
 * are refused with a sentence. A program whose step goes beyond the limits is ended; its exit report says why.
 */
export const startTickHost: StartHost = (start, clock) => startTicking(start, clock, STEP_LIMITS);

/** `startTickHost` with other limits. */
export async function startTicking(start: HostStart, clock: RecorderClock, limits: StepLimits): ReturnType<StartHost> {
  const starting = clock.hold('the program starts');
  try {
    return await startOnTime(start, clock, limits);
  } finally {
    starting[Symbol.dispose]();
  }
}

async function startOnTime(start: HostStart, clock: RecorderClock, limits: StepLimits): ReturnType<StartHost> {
  const preload = preloadUrl();
  if (preload === null) return fail('The part of massgen that gives a program its time is missing from the package.');
  const address = await openAddress();
  const connection = Promise.withResolvers<Socket>();
  const server = createServer((socket) => connection.resolve(socket));
  server.listen(address.path);
  const close = async (): Promise<void> => {
    server.close();
    await address.remove();
  };
  const env = {
    ...start.env,
    [CLOCK_SOCKET_VARIABLE]: address.path,
    NODE_OPTIONS: [start.env['NODE_OPTIONS'] ?? '', `--import=${preload}`].join(' ').trim(),
  };
  const started = await startPtyHost({ ...start, env }, clock);
  if (!started.ok) {
    await close();
    return started;
  }
  const inner = started.value;
  const heldBack: string[] = [];
  inner.onOutput((text) => void heldBack.push(text));
  const first = Promise.race([connection.promise, inner.exited]);
  const connected = await settlesWithin(first, CONNECT_LIMIT_MS);
  const socket = await (connected ? first : inner.stop(0));
  await close(); // nobody else may come, and nothing is left to clean up whatever becomes of us
  if (!('write' in socket)) {
    const shown = heldBack.join('').trim().slice(0, 500);
    return fail(
      `${start.argv[0] ?? ''} did not take the recorder's time; only Node programs do (use \`clock real\` for others).` +
        (shown === '' ? '' : ` It said: ${shown}`),
    );
  }
  return ok(createTickHost({ inner, socket, start, clock, heldBack, limits }));
}

interface TickParts {
  readonly inner: TerminalHost;
  readonly socket: Socket;
  readonly start: HostStart;
  readonly clock: RecorderClock;
  readonly heldBack: readonly string[];
  readonly limits: StepLimits;
}

function createTickHost({
  inner,
  socket,
  start,
  clock,
  heldBack,
  limits,
}: TickParts): TerminalHost & Required<Pick<TerminalHost, 'advance'>> {
  const gate = createOutputGate();
  const cutter = createMarkerCutter();
  const size = { columns: start.columns, rows: start.rows };
  let text = ''; // since the last marker
  let stepCharacters = 0;
  let broken: string | null = null; // what the program did that no program in step does
  let inputBytes = 0;
  let currentMs = 0;
  let underway: 'input' | 'size' | null = null;
  let awaited: { readonly ms: number; readonly reached: () => void; readonly tooMuch: () => void } | null = null;
  let queue: Promise<void> = Promise.resolve();
  const told = Promise.withResolvers<ExitReport>();

  const handOn = (length: number): void => {
    gate.push(text.slice(0, length));
    text = text.slice(length);
  };
  const take = (data: string): void => {
    for (const part of cutter.push(data)) {
      if (typeof part === 'string') {
        stepCharacters += part.length;
        if (stepCharacters > limits.characters) awaited?.tooMuch();
        if (broken !== null) continue;
        text += part;
        while (text.length > PIECE_LENGTH) handOn(PIECE_LENGTH);
      } else if (part.kind === 'time' && part.ms === awaited?.ms) {
        handOn(text.length);
        awaited.reached();
      }
    }
  };
  for (const data of heldBack) take(data);
  inner.onOutput(take);
  socket.on('error', () => undefined); // the program ended; its exit says so

  async function tellExit(): Promise<void> {
    const report = await inner.exited;
    text += cutter.end();
    handOn(text.length);
    gate.end();
    socket.destroy();
    await gate.drained();
    told.resolve(broken === null ? report : { ...report, ok: false, broken });
  }

  async function end(why: string): Promise<void> {
    broken = why;
    gate.open();
    await inner.stop(0);
    await tellExit();
  }

  async function step(toMs: number): Promise<void> {
    if (broken !== null) return;
    const { promise, resolve } = Promise.withResolvers<'reached' | 'ended' | 'tooMuch' | 'late'>();
    const limit = setTimeout(() => resolve('late'), limits.ms);
    currentMs = Math.max(currentMs, toMs);
    stepCharacters = 0;
    awaited = { ms: toMs, reached: () => resolve('reached'), tooMuch: () => resolve('tooMuch') };
    const request: TickRequest = { to: toMs, input: inputBytes, columns: size.columns, rows: size.rows };
    socket.write(`${JSON.stringify(request)}\n`);
    const outcome = await Promise.race([promise, inner.exited.then(() => 'ended' as const)]);
    clearTimeout(limit);
    awaited = null;
    if (outcome === 'ended') await tellExit();
    else if (outcome === 'late') await end(`did not finish its step at ${toMs} ms within ${limits.ms / 1000} s`);
    else if (outcome === 'tooMuch') await end(`printed more than ${limits.characters} characters in one step of time`);
  }

  /** Keys and sizes reach a program on two ways: the second kind waits until the first has been seen. */
  const perform = (kind: 'input' | 'size', act: () => void): void => {
    if (underway !== null && underway !== kind) queue = queue.then(() => step(currentMs));
    underway = kind;
    queue = queue.then(act);
  };

  return {
    kind: 'pty',
    onOutput: (listener) => gate.listen(listener),
    write: (data) =>
      perform('input', () => {
        inputBytes += Buffer.byteLength(data);
        inner.write(data);
      }),
    resize: (columns, rows) =>
      perform('size', () => {
        Object.assign(size, { columns, rows });
        inner.resize(columns, rows);
      }),
    pause() {
      gate.close();
      inner.pause();
    },
    resume() {
      gate.open();
      inner.resume();
    },
    advance(toMs) {
      underway = null;
      queue = queue.then(() => step(toMs));
      return queue;
    },
    async stop(graceMs) {
      const ending = clock.hold('the program ends');
      gate.open();
      await inner.stop(graceMs);
      await tellExit();
      ending[Symbol.dispose]();
      return told.promise;
    },
    exited: told.promise,
  };
}

interface Address {
  readonly path: string;
  remove(): Promise<void>;
}

let opened = 0;

/** A folder that only this user can enter, or a pipe of a name nobody else has. */
async function openAddress(): Promise<Address> {
  if (process.platform === 'win32') {
    opened += 1;
    return { path: `\\\\.\\pipe\\massgen-clock-${process.pid}-${opened}`, remove: () => Promise.resolve() };
  }
  const folder = await mkdtemp(join(tmpdir(), 'massgen-clock-'));
  return { path: join(folder, 'socket'), remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Beside the sources, or at the top of the built package. */
function preloadUrl(): string | null {
  const places = [
    new URL('../clock/tick-preload.ts', import.meta.url),
    new URL('tick-preload.js', import.meta.url),
    new URL('../tick-preload.js', import.meta.url),
  ];
  return places.find((url) => existsSync(url))?.href ?? null;
}
