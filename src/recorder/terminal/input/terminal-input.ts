import { writeSync } from 'node:fs';
import type { PtyProcess } from '../pty-package.ts';
import { systemCode } from '../../../shared/system-code.ts';

/**
 * Writes pieces of input into a program's terminal, at once. node-pty hands them to a thread, which on a busy machine may
 * come to it hundreds of milliseconds later. What the terminal does not take, because its program reads too slowly, and
 * everything behind it is left to node-pty, which tries again.
 */
export function createTerminalInput(child: PtyProcess): (piece: string) => void {
  let isBehind = false;
  return (piece) => {
    const bytes = Buffer.from(piece);
    const taken = isBehind ? 0 : writeNow(child, bytes);
    if (taken === bytes.length) return;
    isBehind = true;
    child.write(bytes.subarray(taken));
  };
}

/** How many bytes were taken. The number of a terminal that is closed may belong to another file already. */
function writeNow({ fd, _socket: socket }: PtyProcess, bytes: Buffer): number {
  if (process.platform === 'win32' || fd === undefined || socket?.destroyed !== false) return 0;
  try {
    return writeSync(fd, bytes);
  } catch (error) {
    // Otherwise its program has just ended: nobody is there to read the rest.
    return systemCode(error) === 'EAGAIN' ? 0 : bytes.length;
  }
}
