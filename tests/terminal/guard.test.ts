import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { openPty } from '../helpers/pty.ts';

const PROGRAM = resolve(import.meta.dirname, 'programs/killed.ts');

test('after SIGKILL the guard gives the terminal back: normal screen, no mouse, echo and lines as before', async () => {
  const script = `"${process.execPath}" "${PROGRAM}"; until stty -a | grep -q " icanon"; do :; done; stty -a; echo over`;
  const pty = openPty({ command: ['/bin/sh', '-c', script], cols: 100, rows: 30 });
  await pty.until(({ output }) => /over/.test(output));
  const after = pty.output.slice(pty.output.lastIndexOf('[?1049h'));
  expect(after).toContain('[?1049l');
  expect(after).toContain('[?1002l');
  expect(after).toMatch(/ icanon[^]* echo /);
  expect(await pty.exited).toBe(0);
});
