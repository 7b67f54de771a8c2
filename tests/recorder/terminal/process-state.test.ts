import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { isAtWork } from '../../../src/recorder/terminal/process-state.ts';

const told = process.platform === 'linux';

/** A Node program, when it has printed its first word. */
async function begin(script: string): Promise<{ readonly pid: number } & Disposable> {
  const child = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return { pid: child.pid ?? 0, [Symbol.dispose]: () => void child.kill('SIGKILL') };
}

/** Whether it is seen in that state at least once; a program that only just printed may still be on its way there. */
async function isSeen(pid: number, state: boolean): Promise<boolean> {
  for (let look = 0; look < 5000; look += 1) {
    if (isAtWork(pid) === state) return true;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return false;
}

test('a program that loops is at work, also as somebody’s child', async () => {
  using looping = await begin("console.log('here'); for (;;);");
  expect(await isSeen(looping.pid, true)).toBe(told);
  using parent = await begin(
    "const child = require('node:child_process').spawn(process.execPath, ['-e', \"console.log('here'); process.stdin.on('end', () => process.exit()).resume(); setInterval(() => { for (const end = Date.now() + 50; Date.now() < end;); }, 51)\"], { stdio: ['pipe', 'inherit', 'inherit'] }); process.stdin.resume()",
  );
  expect(await isSeen(parent.pid, true)).toBe(told);
});

test('a program that waits is not', async () => {
  using waiting = await begin("console.log('here'); process.stdin.resume()");
  expect(await isSeen(waiting.pid, false)).toBe(told);
});

test('nothing is told of a program that is gone', () => {
  expect(isAtWork(2 ** 30)).toBe(undefined);
});
