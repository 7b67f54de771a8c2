import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { systemCode } from '../../shared/system-code.ts';

const BLOCK = 65_536;
const NEWLINE = 10;

/**
 * Makes the file end with a whole line and returns its size. A last line without its newline is completed when it is
 * whole JSON, and cut off when it is torn: it was never shown to anyone. 0 when there is no file. Throws what the system
 * says.
 */
export function repairLog(path: string): number {
  let file: number;
  try {
    file = openSync(path, 'r+');
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return 0;
    throw cause;
  }
  try {
    const size = fstatSync(file).size;
    const start = lastLineStart(file, size);
    if (start === size) return size;
    const tail = Buffer.alloc(size - start);
    readSync(file, tail, 0, tail.length, start);
    if (isWholeJson(tail.toString())) return size + writeSync(file, '\n', size);
    ftruncateSync(file, start);
    return start;
  } finally {
    closeSync(file);
  }
}

/** Whether the last line is neither ended nor whole: readers leave it out. Rejects with what the system says. */
export async function isTorn(path: string): Promise<boolean> {
  await using handle = await open(path, 'r');
  const { size } = await handle.stat();
  const start = lastLineStart(handle.fd, size);
  const tail = Buffer.alloc(size - start);
  await handle.read(tail, 0, tail.length, start);
  return tail.length > 0 && !isWholeJson(tail.toString());
}

/** The offset just behind the last newline. */
function lastLineStart(file: number, size: number): number {
  const block = Buffer.alloc(Math.min(BLOCK, size));
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - BLOCK);
    const length = readSync(file, block, 0, end - start, start);
    const newline = block.subarray(0, length).lastIndexOf(NEWLINE);
    if (newline !== -1) return start + newline + 1;
    end = start;
  }
  return 0;
}

/** Whether the text is one complete JSON object. */
export function isWholeJson(text: string): boolean {
  try {
    return text.startsWith('{') && typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
