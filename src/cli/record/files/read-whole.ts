import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { systemReason } from '../../../shared/system-reason.ts';
import { systemCode } from '../../../shared/system-code.ts';

const PIECE_BYTES = 65_536;
const ASK_AGAIN_MS = 10;
const NEVER = new Int32Array(new SharedArrayBuffer(4));

/**
 * Reads a file of at most `maxBytes`; `-` is standard input, whatever it is. Else only regular files are read: a device
 * has no end, and a named pipe waits for somebody who may never write. With `pipeMs` a named pipe is read too, if its
 * writer begins and goes on within that time. The failure is the end of a sentence.
 */
export function readWhole(path: string, maxBytes: number, { pipeMs = 0 } = {}): Result<Uint8Array, string> {
  let file: number | null = null;
  try {
    // A named pipe without a writer would keep the process in this very call.
    file = path === '-' ? 0 : openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if (path !== '-') {
      const facts = fstatSync(file);
      if (facts.isDirectory()) return fail('cannot be read: it is a folder');
      if (pipeMs > 0 && facts.isFIFO()) return readPipe(file, maxBytes, pipeMs);
      if (!facts.isFile()) return fail('cannot be read: it is no regular file');
      if (facts.size > maxBytes) return fail(tooLarge(facts.size, maxBytes));
    }
    return readUpTo(file, maxBytes);
  } catch (error) {
    return fail(`cannot be read: ${systemReason(error)}`);
  } finally {
    if (file !== null && file !== 0) closeSync(file);
  }
}

function readUpTo(file: number, maxBytes: number): Result<Uint8Array, string> {
  const pieces: Uint8Array[] = [];
  for (let size = 0; ;) {
    const piece = new Uint8Array(Math.min(PIECE_BYTES, maxBytes + 1 - size));
    const read = readPiece(file, piece);
    if (read === 0) return ok(Buffer.concat(pieces));
    pieces.push(piece.subarray(0, read));
    size += read;
    if (size > maxBytes) return fail(tooLarge(null, maxBytes));
  }
}

/** Until somebody has written, an open pipe without a writer looks like one that is at its end. */
function readPipe(file: number, maxBytes: number, pipeMs: number): Result<Uint8Array, string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (let patience = pipeMs; patience > 0;) {
    const piece = new Uint8Array(Math.min(PIECE_BYTES, maxBytes + 1 - size));
    const read = readNow(file, piece);
    if (read === 0 && size > 0) return ok(Buffer.concat(pieces));
    if (read === null || read === 0) {
      Atomics.wait(NEVER, 0, 0, ASK_AGAIN_MS);
      patience -= ASK_AGAIN_MS;
      continue;
    }
    pieces.push(piece.subarray(0, read));
    size += read;
    if (size > maxBytes) return fail(tooLarge(null, maxBytes));
  }
  return fail('cannot be read: it is a pipe that nobody finished writing to');
}

/** A pipe in non-blocking mode, as standard input is once Node has looked at it, says EAGAIN until somebody writes. */
function readPiece(file: number, piece: Uint8Array): number {
  for (;;) {
    const read = readNow(file, piece);
    if (read !== null) return read;
    Atomics.wait(NEVER, 0, 0, ASK_AGAIN_MS);
  }
}

/** Null when there is nothing yet. */
function readNow(file: number, piece: Uint8Array): number | null {
  try {
    return readSync(file, piece);
  } catch (error) {
    if (systemCode(error) !== 'EAGAIN') throw error;
    return null;
  }
}

const tooLarge = (bytes: number | null, maxBytes: number): string =>
  bytes === null
    ? `has more than the ${maxBytes} bytes that are read`
    : `has ${bytes} bytes; at most ${maxBytes} are read`;
