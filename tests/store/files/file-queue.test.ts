import { existsSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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

test('a file that would get too long is rotated, and five old ones are kept', async () => {
  const folder = temporaryFolder();
  const { queue, path } = queueIn(folder);
  for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) {
    queue.append(path('massgen.log'), `record ${number}\n`, 12);
    await queue.drain();
  }
  expect(readText(path('massgen.log'))).toBe('record 8\n');
  expect(readText(path('massgen.log.1'))).toBe('record 7\n');
  expect(readText(path('massgen.log.5'))).toBe('record 3\n');
  expect(readdirSync(folder)).toHaveLength(6);
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
