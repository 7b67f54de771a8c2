import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createCollector } from '../../../src/cli/api/silent-io.ts';
import { openRunRecording, recordedOutput } from '../../../src/cli/start/run-recording.ts';
import type { RunRecording } from '../../../src/cli/io.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { scratch } from '../../helpers/run-massgen.ts';

const SIZE = { cols: 80, rows: 24 };
const clock = createFakeClock();

function opened(cwd: string, writeTo?: typeof writeSome): RunRecording {
  const options = { path: 'run.cast', cwd, size: SIZE, term: 'xterm-256color', clock };
  const recording = writeTo === undefined ? openRunRecording(options) : openRunRecording(options, writeTo);
  if (!recording.ok) throw new Error(recording.error);
  return recording.value;
}
const writeSome = (file: number, bytes: Uint8Array): number => writeSync(file, bytes.subarray(0, 7));
const linesIn = (folder: string): unknown[] =>
  readFileSync(join(folder, 'run.cast'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

test('every line is in the file as soon as it is shown, with its time', async () => {
  using folder = scratch();
  const recording = opened(folder.path);
  expect(linesIn(folder.path)).toMatchObject([{ version: 3, term: { cols: 80, rows: 24, type: 'xterm-256color' } }]);
  await clock.advance(250);
  recording.output('\u001b[1mfirst');
  expect(linesIn(folder.path).at(-1)).toEqual([0.25, 'o', '\u001b[1mfirst']);
  await clock.advance(1000);
  recording.resized({ cols: 100, rows: 30 });
  recording.mark('answer 1.1');
  expect(linesIn(folder.path).slice(-2)).toEqual([
    [1, 'r', '100x30'],
    [0, 'm', 'answer 1.1'],
  ]);
  expect(recording.close(3)).toBeNull();
  expect(linesIn(folder.path).at(-1)).toEqual([0, 'x', '3']);
});

test('line ends are written as a terminal shows them, once', () => {
  using folder = scratch();
  const recording = opened(folder.path);
  const shown = createCollector();
  const out = recordedOutput(shown, recording);
  out.line('one\ntwo');
  out.stream('three\r\n');
  recording.close(0);
  expect(linesIn(folder.path).slice(1, 3)).toEqual([
    [0, 'o', 'one\r\ntwo\r\n'],
    [0, 'o', 'three\r\n'],
  ]);
  expect(shown.lines).toEqual(['one\ntwo']);
});

test('a disk that takes a few bytes at a time gets them all', () => {
  using folder = scratch();
  const recording = opened(folder.path, writeSome);
  recording.output('x'.repeat(100));
  recording.close(0);
  expect(linesIn(folder.path)[1]).toEqual([0, 'o', 'x'.repeat(100)]);
});

test('a disk that fails ends the recording, not the run, and is told once at the end', () => {
  using folder = scratch();
  let room = 200;
  const recording = opened(folder.path, (file, bytes) => {
    room -= bytes.length;
    if (room < 0) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    return writeSync(file, bytes);
  });
  for (let at = 0; at < 20; at += 1) recording.output(`frame ${at}`);
  expect(recording.close(0)).toBe('--record run.cast: the recording ends early: the disk is full');
  expect(linesIn(folder.path).length).toBeGreaterThan(2); // what was written stays, in whole lines
});
