import { execFile } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createFdSink } from '../../src/terminal/sink.ts';

const run = promisify(execFile);

/** A sink whose other side has gone away: the reading end of its pipe is closed. */
async function brokenPipe(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'sink-'));
  const path = join(folder, 'pipe');
  await run('mkfifo', [path]);
  const reader = openSync(path, 'r+');
  const writer = openSync(path, 'w');
  closeSync(reader);
  rmSync(folder, { recursive: true });
  return writer;
}

describe('a file descriptor', () => {
  test('takes frames whole and in order, one at a time', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sink-'));
    const path = join(folder, 'frames');
    const sink = createFdSink(openSync(path, 'w'));
    const frames = Array.from({ length: 20 }, (_, index) => `${index}${'你'.repeat(5000)}`);
    await new Promise<void>((resolve) => {
      let next = 0;
      const send = (): void => {
        const frame = frames[next];
        next += 1;
        if (frame === undefined) return resolve();
        sink.write(frame);
        expect(sink.busy).toBe(true);
      };
      sink.onIdle(send);
      send();
    });
    expect(sink.writeSync('end')).toBe(true);
    sink.close();
    expect(readFileSync(path, 'utf8')).toBe(`${frames.join('')}end`);
    rmSync(folder, { recursive: true });
  });
});

describe('a terminal that is gone', () => {
  test('is told, not thrown, once', async () => {
    const fd = await brokenPipe();
    const sink = createFdSink(fd);
    const told: string[] = [];
    const gone = new Promise<void>((resolve) => {
      sink.onGone((detail) => {
        told.push(detail);
        resolve();
      });
    });
    sink.write('frame');
    await gone;
    sink.write('another');
    expect({ told, busy: sink.busy, sync: sink.writeSync('more') }).toEqual({
      told: ['EPIPE'],
      busy: false,
      sync: false,
    });
  });

  test('does not stop the leaving bytes from being tried', async () => {
    const sink = createFdSink(await brokenPipe());
    expect(sink.writeSync('leave')).toBe(false);
  });
});
