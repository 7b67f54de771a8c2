/** Bytes between two blank lines; no provider sends nearly as much in one event. */
const MAX_EVENT_BYTES = 16 * 1024 * 1024;
/** Bytes of one answer, decompressed, with all its envelopes. */
const MAX_STREAM_BYTES = 128 * 1024 * 1024;

export const TOO_LONG = Symbol('too long');

/**
 * Stands between the network and an SDK, and lets whole server-sent events through only: the SDKs copy and search all
 * they hold with every piece, and hold without end. Bytes are not changed, only where they are cut.
 */
export interface EventGate {
  /** What became whole with this piece, null when nothing did, `TOO_LONG` beyond a limit. */
  push(chunk: Uint8Array): Uint8Array | null | typeof TOO_LONG;
  /** What is left after the last byte. */
  rest(): Uint8Array | null;
}

const LF = 10;
const CR = 13;

export function createEventGate(maxEventBytes = MAX_EVENT_BYTES, maxStreamBytes = MAX_STREAM_BYTES): EventGate {
  /** Grows by doubling, so that even single bytes cost the same each. */
  let held: Uint8Array = new Uint8Array();
  let heldLength = 0;
  let total = 0;
  // The last three bytes: a blank line may be cut anywhere.
  let [third, second, first] = [0, 0, 0];

  /** The end of the last event that ends in this piece; 0 when none does. */
  function lastEnd(chunk: Uint8Array): number {
    let end = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      const isEnd =
        byte === LF ? first === LF || (first === CR && second === LF && third === CR) : byte === CR && first === CR;
      if (isEnd) end = at + 1;
      [third, second, first] = [second, first, byte];
    }
    return end;
  }

  function hold(bytes: Uint8Array): void {
    if (heldLength + bytes.length > held.length) {
      const grown = new Uint8Array(Math.max(1_024, 2 * (heldLength + bytes.length)));
      grown.set(held.subarray(0, heldLength));
      held = grown;
    }
    held.set(bytes, heldLength);
    heldLength += bytes.length;
  }

  function release(): Uint8Array | null {
    if (heldLength === 0) return null;
    const whole = held.subarray(0, heldLength);
    held = new Uint8Array();
    heldLength = 0;
    return whole;
  }

  return {
    push(chunk) {
      total += chunk.length;
      const end = lastEnd(chunk);
      if (total > maxStreamBytes || heldLength + (end === 0 ? chunk.length : 0) > maxEventBytes) return TOO_LONG;
      if (end === chunk.length && heldLength === 0) return chunk;
      if (end === 0) {
        hold(chunk);
        return null;
      }
      let whole: Uint8Array | null = chunk.subarray(0, end);
      if (heldLength > 0) {
        hold(whole);
        whole = release();
      }
      hold(chunk.subarray(end));
      return whole;
    },
    rest: release,
  };
}
