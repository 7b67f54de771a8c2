import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Written when the program ends: what the system says it used. On Linux its own most memory is read from /proc: the
 * resource usage of a child begins with that of the process that started it.
 */
const HOOK = `process.on('exit', () => {
  const fs = require('node:fs');
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  let kilobytes = maxRSS;
  try {
    kilobytes = Number(/^VmHWM:\\s+(\\d+)/m.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {}
  fs.writeFileSync(process.env.BENCH_USAGE, JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, maxRssMb: kilobytes / 1024 }));
});`;

export interface Usage {
  /** User and system together, of all threads. */
  readonly cpuMs: number;
  readonly maxRssMb: number;
}

export interface UsageMeter {
  /** Before the program's own path. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Once the program ended. */
  read(): Usage;
}

/** Makes a Node program tell what it used; its files lie in `folder`. */
export function usageMeter(folder: string): UsageMeter {
  const [hook, file] = [join(folder, 'usage.cjs'), join(folder, 'usage.json')];
  writeFileSync(hook, HOOK);
  return {
    args: ['--require', hook],
    env: { BENCH_USAGE: file },
    read: () => JSON.parse(readFileSync(file, 'utf8')) as Usage,
  };
}

export interface MeasuredCommand extends Usage {
  /** From exec to the end of the process. */
  readonly wallMs: number;
  readonly output: string;
}

/** Runs a Node program to its end in `cwd`; it must end with 0. */
export async function measureCommand(words: readonly string[], cwd: string): Promise<MeasuredCommand> {
  const folder = mkdtempSync(join(tmpdir(), 'massgen-usage-'));
  try {
    const meter = usageMeter(folder);
    const began = performance.now();
    const child = spawn(process.execPath, [...meter.args, ...words], {
      cwd,
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...meter.env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    const [code] = (await once(child, 'close')) as [number | null];
    const wallMs = performance.now() - began;
    if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}`);
    return { wallMs, output, ...meter.read() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
