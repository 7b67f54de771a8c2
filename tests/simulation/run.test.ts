import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';

const RUN = 'tests/simulation/run.ts';
const simulate = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [RUN, ...args], { encoding: 'utf8' });

describe('npm run simulate', () => {
  test('ends with one line of JSON that says how it went', () => {
    const lines = simulate('--runs', '20', '--seed', '5', '--agents', '3', '--json').trimEnd().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({
      runs: 20,
      broken: 0,
      runsPerSecond: expect.any(Number),
      seeds: [],
    });
  });

  test('a seed replays alone, the same byte for byte, with its log printed', () => {
    const [once, again] = [1, 2].map(() =>
      simulate('--runs', '1', '--seed', '12', '--verbose').split('\n').slice(0, -2),
    );
    expect(once).toEqual(again);
    const types = (once ?? []).map((line) => (JSON.parse(line) as { event_type: string }).event_type);
    expect(types[0]).toBe('system_status');
    expect(types.at(-1)).toBe('system_status');
  });

  test('refuses numbers that are none', () => {
    const result = spawnSync(process.execPath, [RUN, '--runs', 'many'], { encoding: 'utf8' });
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('--runs must be a whole number');
  });
});
