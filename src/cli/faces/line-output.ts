import { write } from 'node:fs';

/** What waits for a slow reader, in UTF-16 units, before streamed text is left out. Facts are always kept. */
const MAX_WAITING = 4_000_000;
const RETRY_MS = 20;
/** `head` has seen enough, or the window is closed: no failure of the run. */
const READER_LEFT: ReadonlySet<string> = new Set(['EPIPE', 'EIO']);

/** Append-only output to one descriptor that never stops the process, however slowly it is read. */
export interface LineOutput {
  /** Contract lines, answers, errors: always delivered while there is a reader. */
  line(text: string): void;
  /** Streamed text: left out, with a note, when the reader is too far behind. */
  stream(text: string): void;
  /** Resolves when all is written or the reader is gone. */
  flush(): Promise<void>;
  /** The reader went away, or nothing can be written any more. */
  readonly closed: boolean;
  /** The system's word for why nothing can be written (ENOSPC …); null while all is well or the reader just left. */
  readonly failure: string | null;
}

type Write = (
  fd: number,
  bytes: Uint8Array,
  done: (error: NodeJS.ErrnoException | null, written: number) => void,
) => void;
const toDescriptor: Write = (fd, bytes, done) => write(fd, bytes, 0, bytes.length, null, done);

/** `writeTo` is `fs.write`; tests give their own. */
export function openLineOutput(fd: number, writeTo: Write = toDescriptor): LineOutput {
  let waiting = '';
  let rest: Uint8Array | null = null;
  let closed = false;
  let failure: string | null = null;
  let skipped = 0;
  let idle: (() => void)[] = [];

  /** Writes what waits until nothing does. `busy` while a write is under way, so that order is kept. */
  let busy = false;
  const pump = (): void => {
    if (busy) return;
    if (rest === null && waiting !== '') {
      rest = Buffer.from(waiting, 'utf8');
      waiting = '';
    }
    if (closed || rest === null) {
      const waiters = idle;
      idle = [];
      for (const wake of waiters) wake();
      return;
    }
    busy = true;
    const bytes = rest;
    writeTo(fd, bytes, (error, written) => {
      busy = false;
      if (error?.code === 'EAGAIN') {
        setTimeout(pump, RETRY_MS); // a non-blocking pipe is full: the reader is slow, not gone
        return;
      }
      if (error !== null) {
        closed = true;
        failure = READER_LEFT.has(error.code ?? '') ? null : (error.code ?? error.message);
      }
      rest = error === null && written < bytes.length ? bytes.subarray(written) : null;
      pump();
    });
  };
  const add = (text: string): void => {
    if (closed) return;
    waiting += text;
    pump();
  };
  return {
    line(text) {
      add(`${text}\n`);
    },
    stream(text) {
      if (waiting.length > MAX_WAITING) {
        skipped += text.length;
        return;
      }
      if (skipped > 0) {
        add(`\n[${skipped} characters left out: the reader is too slow]\n`);
        skipped = 0;
      }
      add(text);
    },
    flush: () =>
      new Promise((resolve) => {
        idle.push(resolve);
        pump();
      }),
    get closed() {
      return closed;
    },
    get failure() {
      return failure;
    },
  };
}
