import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createFileQueue } from '../../../src/store/files/file-queue.ts';
import { createProblems } from '../../../src/store/files/problems.ts';
import type { ArchiveProblem } from '../../../src/store/files/problems.ts';
import { createRedactor } from '../../../src/store/secrets/redactor.ts';
import { readText, temporaryFolder } from '../support.ts';

function queueIn(folder: string) {
  const problems: ArchiveProblem[] = [];
  const queue = createFileQueue(
    folder,
    createProblems(createRedactor(['sk-secret-value']), (problem) => problems.push(problem)),
  );
  return { queue, problems, path: (name: string) => join(folder, name) };
}

test('a file due several times before it was written is made once, with its newest content', async () => {
  const { queue, path } = queueIn(temporaryFolder());
  const made: string[] = [];
  for (const text of ['one', 'two', 'three']) {
    queue.write(path('a/status.json'), () => {
      made.push(text);
      return text;
    });
  }
  await queue.drain();
  expect(made).toEqual(['three']);
  expect(readText(path('a/status.json'))).toBe('three');
});

test('no temporary file is left behind', async () => {
  const folder = temporaryFolder();
  const { queue, path } = queueIn(folder);
  queue.write(path('x.json'), () => 'x');
  await queue.drain();
  expect(readdirSync(folder)).toEqual(['x.json']);
});

test('appended texts keep their order, and a new queue begins the file anew', async () => {
  const folder = temporaryFolder();
  const { queue, path } = queueIn(folder);
  queue.append(path('out.txt'), 'a');
  queue.append(path('out.txt'), 'b');
  await queue.drain();
  queue.append(path('out.txt'), 'c');
  await queue.drain();
  expect(readText(path('out.txt'))).toBe('abc');
  const again = queueIn(folder).queue;
  again.append(path('out.txt'), 'new');
  await again.drain();
  expect(readText(path('out.txt'))).toBe('new');
});

test('more text than may wait is written before append returns', async () => {
  const { queue, path } = queueIn(temporaryFolder());
  queue.append(path('out.txt'), 'x'.repeat(1 << 20));
  expect(existsSync(path('out.txt'))).toBe(false);
  queue.append(path('out.txt'), 'y');
  expect(readText(path('out.txt'))).toHaveLength((1 << 20) + 1);
  queue.append(path('out.txt'), 'z');
  await queue.drain();
  expect(readText(path('out.txt')).endsWith('xyz')).toBe(true);
});

const ROTATION = { maxBytes: 12, keptDays: 3 };
const unpacked = (path: string): string => gunzipSync(readFileSync(path)).toString();

test('a file that would get too long is put aside and packed, one after the other', async () => {
  const folder = temporaryFolder();
  const { queue, path } = queueIn(folder);
  for (const number of [1, 2, 3]) {
    queue.append(path('massgen.log'), `récord ${number}\n`, ROTATION);
    await queue.drain();
  }
  expect(readText(path('massgen.log'))).toBe('récord 3\n');
  const old = readdirSync(folder).filter((name) => name !== 'massgen.log');
  for (const name of old) expect(name).toMatch(/^massgen\.\d{8}_\d{6}_\d{6}\.log\.gz$/);
  expect(old.map((name) => unpacked(path(name))).toSorted()).toEqual(['récord 1\n', 'récord 2\n']);
});

test('old logs beyond their days go with the next rotation, younger ones and other files stay', async () => {
  const folder = temporaryFolder();
  const { queue, path } = queueIn(folder);
  const dayMs = 24 * 60 * 60 * 1000;
  const files = {
    'massgen.20251103_143022_123456.log.gz': 4,
    'massgen.20251104_143022_123456.log': 3.1,
    'massgen.20251105_143022_123456.log.gz': 2.9,
    'massgen.notes.log': 9,
    'massgen_debug.20251103_143022_123456.log.gz': 9,
  };
  for (const [name, days] of Object.entries(files)) {
    writeFileSync(path(name), name);
    const at = new Date(Date.now() - days * dayMs);
    utimesSync(path(name), at, at);
  }
  for (const text of ['record 1\n', 'record 2\n']) {
    queue.append(path('massgen.log'), text, ROTATION);
    await queue.drain();
  }
  const left = readdirSync(folder);
  expect(Object.keys(files).filter((name) => !left.includes(name))).toEqual([
    'massgen.20251103_143022_123456.log.gz',
    'massgen.20251104_143022_123456.log',
  ]);
});

test('a run that writes without end keeps no more than twenty old logs, the newest', async () => {
  const folder = temporaryFolder();
  const { queue, path } = queueIn(folder);
  for (let number = 1; number <= 25; number += 1) {
    queue.append(path('massgen.log'), `record ${number}\n`, ROTATION);
    await queue.drain();
  }
  const old = readdirSync(folder).filter((name) => name !== 'massgen.log');
  expect(old).toHaveLength(20);
  expect(new Set(old.map((name) => unpacked(path(name))))).not.toContain('record 1\n');
});

test('a full log that cannot be moved aside grows on and loses nothing', async () => {
  const { queue, path, problems } = queueIn(temporaryFolder());
  queue.append(path('massgen.log'), 'record 1\n', ROTATION);
  await queue.drain();
  rmSync(path('massgen.log'));
  queue.append(path('massgen.log'), 'record 2\n', ROTATION);
  await queue.drain();
  expect(readText(path('massgen.log'))).toBe('record 2\n');
  expect(problems).toEqual([]);
});

test('a link replaces the link that was there', async () => {
  const { queue, path } = queueIn(temporaryFolder());
  queue.write(path('a.txt'), () => 'a');
  queue.link(path('latest.txt'), 'old.txt');
  await queue.drain();
  queue.link(path('latest.txt'), 'a.txt');
  await queue.drain();
  expect(lstatSync(path('latest.txt')).isSymbolicLink()).toBe(true);
  expect(readText(path('latest.txt'))).toBe('a');
});

test('a file that cannot be written is told once, without secrets, and the others are written', async () => {
  const folder = temporaryFolder();
  const { queue, path, problems } = queueIn(folder);
  mkdirSync(path('sk-secret-value'));
  for (const text of ['one', 'two']) {
    queue.write(path('sk-secret-value'), () => text);
    await queue.drain();
  }
  queue.write(path('fine.txt'), () => 'fine');
  await queue.drain();
  expect(readdirSync(folder).toSorted()).toEqual(['fine.txt', 'sk-secret-value']);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.message).toContain('cannot write');
  expect(problems[0]?.message).not.toContain('sk-secret-value');
  expect(readText(path('fine.txt'))).toBe('fine');
});

test('a removed folder is not made again', async () => {
  const { queue, path, problems } = queueIn(temporaryFolder());
  queue.write(path('in/a.txt'), () => 'a');
  await queue.drain();
  rmSync(path('in'), { recursive: true });
  queue.write(path('in/b.txt'), () => 'b');
  await queue.drain();
  expect(existsSync(path('in'))).toBe(false);
  expect(problems).toHaveLength(1);
});

test('a folder that is gone is told once for all its files', async () => {
  const folder = temporaryFolder();
  const { queue, path, problems } = queueIn(folder);
  rmSync(folder, { recursive: true });
  for (const name of ['a.txt', 'b/c.txt', 'd.json']) queue.write(path(name), () => name);
  await queue.drain();
  expect(problems).toHaveLength(1);
});
