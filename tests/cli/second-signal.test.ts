import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { scratch, startMassgen } from '../helpers/run-massgen.ts';

/** Deaf to everything but SIGKILL, and so is its child; tells both numbers. */
const DEAF = 'trap "" TERM HUP INT; sleep 1000 & echo "$$ $!" > pids; while :; do sleep 0.05; done';

/** Resolves with the numbers when the program has told them. */
async function toldPids(path: string): Promise<readonly number[]> {
  for (;;) {
    try {
      const text = readFileSync(path, 'utf8');
      if (text.endsWith('\n')) return text.trim().split(' ').map(Number);
    } catch {
      // not there yet
    }
    await wait(20);
  }
}

/** A process that ended and that nobody asked about yet does not count. */
function lives(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test.runIf(process.platform === 'linux')(
  'a second signal, of another kind too, ends the recorder at once, and the recorded program with it',
  async () => {
    using folder = scratch();
    writeFileSync(join(folder.path, 'deaf.sh'), DEAF);
    writeFileSync(join(folder.path, 'a.tape'), '# massgen: exec sh deaf.sh\nSleep 1000s\n');
    const started = startMassgen(['record', 'a.tape', '-q', '-o', 'a.txt'], { cwd: folder.path });
    const pids = await toldPids(join(folder.path, 'pids'));
    expect(pids.map(lives)).toEqual([true, true]);
    started.child.kill('SIGINT');
    started.child.kill('SIGTERM');
    const { code, signal } = await started.ended;
    expect(signal).toBeNull();
    expect([130, 143]).toContain(code); // the system may hand out two signals that wait in either order
    while (pids.some(lives)) await wait(20); // killed, but the system may take a moment
    expect(pids.map(lives)).toEqual([false, false]);
  },
  30_000,
);
