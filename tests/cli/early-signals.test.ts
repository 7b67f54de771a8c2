import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const MODULE = JSON.stringify(resolve(import.meta.dirname, '../../src/cli/early-signals.ts'));

/** Runs `script`, with the module's functions at hand, and sends it a signal once it says that it stands. */
async function signalled(signal: NodeJS.Signals, script: string): Promise<readonly unknown[]> {
  const source = `
    const { leaveOnSignals, takeSignalsOver } = await import(${MODULE});
    ${script}
    setInterval(() => undefined, 1000);
    process.stdout.write('ready');
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill(signal);
  return once(child, 'exit');
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s before anything runs ends the process as an interrupted run',
  async (signal) => {
    expect(await signalled(signal, 'leaveOnSignals();')).toEqual([4, null]);
  },
);

test('whoever looks after the signals later is not forestalled', async () => {
  expect(await signalled('SIGTERM', 'leaveOnSignals(); takeSignalsOver();')).toEqual([null, 'SIGTERM']);
});
