import { expect, test } from 'vitest';
import { openLineOutput } from '../../../src/cli/faces/line-output.ts';

type Done = (error: NodeJS.ErrnoException | null, written: number) => void;

/** A reader that takes what it is told to take, when it is told to. */
function slowReader(): {
  write: (fd: number, bytes: Uint8Array, done: Done) => void;
  take: (bytes?: number) => void;
  fail: (code: string) => void;
  text: () => string;
  readonly pending: boolean;
} {
  let got = '';
  let pending: { bytes: Uint8Array; done: Done } | null = null;
  return {
    write: (_fd, bytes, done) => {
      pending = { bytes, done };
    },
    take(count) {
      const now = pending;
      pending = null;
      if (now === null) return;
      const taken = now.bytes.subarray(0, count ?? now.bytes.length);
      got += Buffer.from(taken).toString();
      now.done(null, taken.length);
    },
    fail(code) {
      const now = pending;
      pending = null;
      now?.done(Object.assign(new Error(code), { code }), 0);
    },
    text: () => got,
    get pending() {
      return pending !== null;
    },
  };
}

test('lines arrive whole and in order although the reader takes a few bytes at a time', async () => {
  const reader = slowReader();
  const out = openLineOutput(1, reader.write);
  out.line('LOG_DIR: /a');
  out.line('STATUS: /a/b');
  const flushed = out.flush();
  while (reader.pending) reader.take(3);
  await flushed;
  expect(reader.text()).toBe('LOG_DIR: /a\nSTATUS: /a/b\n');
});

test('streamed text is left out with a note when the reader is far behind, lines never', async () => {
  const reader = slowReader();
  const out = openLineOutput(1, reader.write);
  out.stream('x'.repeat(10)); // under way
  out.stream('y'.repeat(4_000_001)); // waits
  out.stream('z'.repeat(7)); // too much
  out.line('WINNER: a');
  const flushed = out.flush();
  while (reader.pending) reader.take();
  await flushed;
  out.stream('later');
  while (reader.pending) reader.take();
  expect(reader.text()).toContain('WINNER: a\n');
  expect(reader.text()).not.toContain('z');
  expect(reader.text()).toMatch(/\[7 characters left out: the reader is too slow\]\nlater$/);
});

test('a reader that went away ends the output without an error, and nothing waits for it', async () => {
  const reader = slowReader();
  const out = openLineOutput(1, reader.write);
  out.line('one');
  out.line('two');
  const flushed = out.flush();
  reader.fail('EPIPE');
  await flushed;
  expect(out.closed).toBe(true);
  out.line('three');
  expect(reader.pending).toBe(false);
  await out.flush();
});

test('output that cannot be written is a failure, a reader that left is none', async () => {
  const codes = ['ENOSPC', 'EPIPE'].map(async (code) => {
    const reader = slowReader();
    const out = openLineOutput(1, reader.write);
    out.line('one');
    reader.fail(code);
    await out.flush();
    return [out.closed, out.failure];
  });
  expect(await Promise.all(codes)).toEqual([
    [true, 'ENOSPC'],
    [true, null],
  ]);
});

test('characters of several bytes survive being cut in the middle', async () => {
  const reader = slowReader();
  const out = openLineOutput(1, reader.write);
  out.line('日本語 🎉');
  const flushed = out.flush();
  const bytes: number[] = [];
  while (reader.pending) {
    reader.take(1);
    bytes.push(1);
  }
  await flushed;
  expect(bytes.length).toBe(Buffer.byteLength('日本語 🎉\n'));
});
