import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

// So many slices go out in one go; then the loop turns once, so that small slices really travel apart.
const SLICES_PER_TURN = 64;

/**
 * Writes `bytes` in pieces of `sliceBytes` (undefined: in one), each of them an HTTP chunk of its own. Slows down with
 * the client and returns early when `signal` ends. `sliceBytes` below 1 counts as 1.
 */
export async function writeSlices(
  response: ServerResponse,
  bytes: Buffer,
  sliceBytes: number | undefined,
  signal: AbortSignal,
): Promise<void> {
  const size = sliceBytes === undefined ? bytes.length : Math.max(1, sliceBytes);
  let written = 0;
  for (let start = 0; start < bytes.length; start += size) {
    if (signal.aborted) return;
    const flowing = response.write(bytes.subarray(start, start + size));
    written += 1;
    if (!flowing) await drained(response, signal);
    else if (written % SLICES_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

async function drained(response: ServerResponse, signal: AbortSignal): Promise<void> {
  try {
    await once(response, 'drain', { signal });
  } catch {
    // The client is gone or the server closes: the caller sees it on its signal.
  }
}
