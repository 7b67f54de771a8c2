import { Buffer } from 'node:buffer';
import { closeSync, constants, openSync, write, writeSync } from 'node:fs';
import { systemCode } from '../shared/system-code.ts';

/** Where frames go. At most one is in flight; a terminal that does not read never stops the program. */
export interface Sink {
  /** A frame is on its way; `write` must wait for `onIdle`. */
  readonly busy: boolean;
  /** Sends a frame. Only while not `busy`. */
  write(frame: string): void;
  /** Set once: called whenever a frame has been taken completely. */
  onIdle(listener: () => void): void;
  /** Sends at once, waiting up to a second for a terminal that is slow. For entering and leaving. False when it could not. */
  writeSync(text: string): boolean;
  /** Set once: called at most once, when the terminal is gone (EPIPE, EIO, …). Later writes do nothing. */
  onGone(listener: (detail: string) => void): void;
  close(): void;
}

const RETRY_MS = [1, 2, 4, 8, 16, 30]; // while the terminal takes nothing
const SYNC_PATIENCE_MS = 1000;
const SYNC_STEP_MS = 5;

/** Sleeps without the event loop: the process may be about to end. */
const pause = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

const ignore = (): void => undefined;

const codeOf = (error: unknown): string => systemCode(error) ?? 'unknown';

/**
 * A descriptor of our own for the terminal behind `fd`, so that it can be non-blocking without changing the one that
 * other programs share. Where that is not possible, `fd` itself.
 */
function openOwn(fd: number): number {
  try {
    return openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch {
    return fd; // not Linux, or not allowed: blocking writes then happen in the thread pool
  }
}

/** Frames to a file descriptor of this process, usually 1. */
export function createFdSink(shared: number): Sink {
  const fd = openOwn(shared);
  let busy = false;
  let gone = false;
  let idle: () => void = ignore;
  let lost: (detail: string) => void = ignore;

  function fail(error: unknown): void {
    busy = false;
    if (gone) return;
    gone = true;
    lost(codeOf(error));
  }

  function send(bytes: Buffer, from: number, tries: number): void {
    write(fd, bytes, from, bytes.length - from, null, (error, count) => {
      if (gone) return;
      if (error !== null) {
        if (error.code !== 'EAGAIN') return fail(error);
        setTimeout(() => send(bytes, from, tries + 1), RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]);
        return;
      }
      if (from + count < bytes.length) return send(bytes, from + count, 0);
      busy = false;
      idle();
    });
  }

  return {
    get busy() {
      return busy;
    },
    write(frame) {
      if (gone || frame === '') return;
      busy = true;
      send(Buffer.from(frame), 0, 0);
    },
    onIdle(listener) {
      idle = listener;
    },
    writeSync(text) {
      const bytes = Buffer.from(text);
      let waited = 0;
      if (gone) return false;
      if (busy) pause(SYNC_STEP_MS); // let the thread that holds the last frame finish: its bytes come first
      for (let at = 0; at < bytes.length;) {
        try {
          at += writeSync(fd, bytes, at);
        } catch (error) {
          if (codeOf(error) !== 'EAGAIN' || waited >= SYNC_PATIENCE_MS) return false;
          pause(SYNC_STEP_MS);
          waited += SYNC_STEP_MS;
        }
      }
      return true;
    },
    onGone(listener) {
      lost = listener;
    },
    close() {
      gone = true;
      if (fd !== shared) closeSync(fd);
    },
  };
}
