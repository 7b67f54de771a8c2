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
 * has no end, and a named pipe waits for somebody who may never write. The failure is the end of a sentence.
 */
export function readWhole(path: string, maxBytes: number): Result<Uint8Array, string> {
  let file: number | null = null;
  try {
    // A named pipe without a writer would keep the process in this very call.
    file = path === '-' ? 0 : openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if (path !== '-') {
      const facts = fstatSync(file);
      if (facts.isDirectory()) return fail('cannot be read: it is a folder');
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

/** A pipe in non-blocking mode, as standard input is once Node has looked at it, says EAGAIN until somebody writes. */
function readPiece(file: number, piece: Uint8Array): number {
  for (;;) {
    try {
      return readSync(file, piece);
    } catch (error) {
      if (systemCode(error) !== 'EAGAIN') throw error;
      Atomics.wait(NEVER, 0, 0, ASK_AGAIN_MS);
    }
  }
}

const tooLarge = (bytes: number | null, maxBytes: number): string =>
  bytes === null
    ? `has more than the ${maxBytes} bytes that are read`
    : `has ${bytes} bytes; at most ${maxBytes} are read`;
