/** What a program has been sent and not taken yet. Full: newer input is dropped, as a keyboard buffer does. */
const MAX_QUEUED = 4 * 1024 * 1024;
/** A terminal line in cooked mode holds 4,096 bytes; smaller pieces give its reader a chance in between. */
const PIECE_LENGTH = 512;

/** Sends input in pieces, one per turn of the event loop, in order. */
export interface WriteQueue {
  push(text: string): void;
  /** Nothing is sent from now on. */
  close(): void;
}

export function createWriteQueue(send: (piece: string) => void): WriteQueue {
  let waiting = '';
  let scheduled = false;
  let closed = false;

  const next = (): void => {
    scheduled = false;
    if (closed || waiting === '') return;
    const length = pieceLength(waiting);
    send(waiting.slice(0, length));
    waiting = waiting.slice(length);
    if (waiting !== '') schedule();
  };
  const schedule = (): void => {
    scheduled = true;
    setImmediate(next);
  };

  return {
    push(text) {
      if (closed || waiting.length + text.length > MAX_QUEUED) return;
      waiting += text;
      if (!scheduled) next();
    },
    close() {
      closed = true;
      waiting = '';
    },
  };
}

/** Ends after a line where one ends in reach, never inside a character. */
function pieceLength(text: string): number {
  if (text.length <= PIECE_LENGTH) return text.length;
  const lineEnd = Math.max(text.lastIndexOf('\r', PIECE_LENGTH - 1), text.lastIndexOf('\n', PIECE_LENGTH - 1));
  if (lineEnd >= 0) return lineEnd + 1;
  const last = text.charCodeAt(PIECE_LENGTH - 1);
  return last >= 0xd800 && last < 0xdc00 ? PIECE_LENGTH - 1 : PIECE_LENGTH;
}
