import fs, { constants, writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { ReadStream } from 'node:tty';
import { isMainThread } from 'node:worker_threads';
import type { ProcessTimers } from './process-timers.ts';
import { createProcessTimers } from './process-timers.ts';
import { createQuiescence } from './quiescence.ts';
import { replaceTime } from './replace-time.ts';
import type { TickRequest } from './tick-protocol.ts';
import { CLOCK_SOCKET_VARIABLE, exitMarker, timeMarker } from './tick-protocol.ts';

/*
 * Loaded into a recorded program by `node --import`, before anything of its own. The program's time then comes from the
 * recorder: it stands still until a request moves it, and every request is answered by a marker in the program's output.
 */

const EPOCH_MS = Date.UTC(2026, 0, 1);
/** How long input and window size may be on their way. A program that does not read them is not waited for again. */
const ARRIVAL_LIMIT_MS = 300;
const NEVER = new AbortController().signal;
const STDIN = 0;
const STDOUT = 1;
const RECORDER_GONE = 129;
const TERMINAL_PATH = /^\/(?:proc\/self\/fd|dev\/fd|dev\/pts)\/\d+$|^\/dev\/tty$/;

const { setTimeout: realSetTimeout } = globalThis;

const path = process.env[CLOCK_SOCKET_VARIABLE];
// What this program starts has its own time again.
delete process.env[CLOCK_SOCKET_VARIABLE];
delete process.env['NODE_OPTIONS'];
if (path !== undefined && path !== '' && isMainThread) takeTimeFrom(path);

function takeTimeFrom(socketPath: string): void {
  const socket = connect(socketPath);
  const timers = createProcessTimers();
  const quiescence = createQuiescence();
  const settle = (): Promise<void> => quiescence.settle(NEVER);
  const input = countInput();
  keepTerminalBlocking();
  replaceTime(timers, EPOCH_MS);

  async function serve(request: TickRequest): Promise<void> {
    await arrival(() => input.bytes >= request.input);
    input.bytes = Math.max(input.bytes, request.input);
    if (process.stdout.isTTY) {
      await arrival(() => process.stdout.columns === request.columns && process.stdout.rows === request.rows);
    }
    await settle();
    await timers.runTo(request.to, settle);
    await settle();
    answerWhileAlive(socket, timers, () => print(timeMarker(request.to)));
  }

  let last = Promise.resolve();
  socket.on('connect', () => {
    createInterface({ input: socket }).on('line', (line) => {
      last = last.then(() => serve(JSON.parse(line) as TickRequest));
    });
  });
  socket.on('error', () => process.exit(RECORDER_GONE));
  socket.on('close', () => process.exit(RECORDER_GONE));
  process.on('exit', (code) => print(exitMarker(code)));
}

/**
 * A program that has nothing left to do ends now, and not at some moment between two requests: without the socket only
 * its own handles keep it alive, and a timer that keeps nothing alive runs only if something else does.
 */
function answerWhileAlive(socket: Socket, timers: ProcessTimers, answer: () => void): void {
  if (timers.keepAlive) return answer();
  socket.unref();
  const turn = loopTurns();
  const look = (): void => {
    // On a busy machine the timer may be due in the very turn at whose end the loop asks who keeps it alive.
    if (loopTurns() === turn) return lookSoon();
    socket.ref();
    answer();
  };
  const lookSoon = (): void => void realSetTimeout(look, 1).unref();
  lookSoon();
}

const loopTurns = (): number => performance.nodeTiming.uvMetricsInfo.loopCount;

/**
 * A program that opens its terminal for writing without waiting would try again at a later time when the terminal is
 * full, and how often it is full depends on the machine. In tick mode such writes wait, and time waits for them.
 */
function keepTerminalBlocking(): void {
  const { openSync } = fs;
  fs.openSync = (file, flags, mode) => {
    const isTerminal = typeof file === 'string' && TERMINAL_PATH.test(file);
    return openSync(file, isTerminal && typeof flags === 'number' ? flags & ~constants.O_NONBLOCK : flags, mode);
  };
  syncBuiltinESMExports();
}

/** Counts what arrives on standard input, without starting to read it. */
function countInput(): { bytes: number } {
  const counter = { bytes: 0 };
  type Push = ReadStream['push'];
  const prototype = ReadStream.prototype as { push: Push };
  const { push } = prototype;
  prototype.push = function count(this: ReadStream & { readonly fd?: number }, chunk: unknown, encoding) {
    if (this.fd === STDIN && chunk instanceof Uint8Array) counter.bytes += chunk.length;
    return push.call(this, chunk, encoding);
  };
  return counter;
}

async function arrival(hasCome: () => boolean): Promise<void> {
  for (let waitedMs = 0; waitedMs < ARRIVAL_LIMIT_MS && !hasCome(); waitedMs += 1) {
    await new Promise<void>((resolve) => void realSetTimeout(resolve, 1));
  }
}

/** Right behind everything that was written before, whole, even while the terminal is full. */
function print(text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(STDOUT, bytes, at);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EAGAIN') return; // nobody is there to be told
    }
  }
}
