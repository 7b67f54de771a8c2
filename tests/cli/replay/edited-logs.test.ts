import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { replayProgram } from '../../../src/cli/replay/replay-program.ts';
import { createVirtualClock } from '../../../src/recorder/clock/virtual-clock.ts';
import { createStreamHost } from '../../../src/recorder/terminal/stream-host.ts';
import { scratch } from '../../helpers/run-massgen.ts';

const DEMO = resolve(import.meta.dirname, '../../../recordings/sessions/demo/turn_1/attempt_1/events.jsonl');
const lines = readFileSync(DEMO, 'utf8').trimEnd().split('\n');
const typeOf = (line: string): string => (JSON.parse(line) as { event_type: string }).event_type;
const types = Array.from(new Set(lines.map(typeOf)));

type Step = string | number;

/** Every place in a value that can be something else. */
function placesIn(value: unknown, path: readonly Step[] = []): readonly (readonly Step[])[] {
  const own = path.length === 0 ? [] : [path];
  if (typeof value !== 'object' || value === null) return own;
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}

function replaced(value: unknown, [step, ...rest]: readonly Step[], by: unknown): unknown {
  if (step === undefined) return by;
  const entries = Object.entries(value as object).map(([key, inner]): [string, unknown] => [
    key,
    key === String(step) ? replaced(inner, rest, by) : inner,
  ]);
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

/** What the screen showed last, and how the program ended. */
async function play(folder: string): Promise<{ readonly code: number | null; readonly last: string }> {
  const clock = createVirtualClock();
  const argv = ['massgen', '--replay', folder, '--replay-speed', '100', '--no-animation'];
  const env = { TERM: 'xterm-256color', COLORTERM: 'truecolor' };
  const host = await createStreamHost(replayProgram)({ argv, cwd: '/', env, columns: 100, rows: 30 }, clock);
  if (!host.ok) throw new Error(host.error);
  let last = '';
  host.value.onOutput((text) => (last = text));
  await clock.advanceTo(1000, new AbortController().signal);
  host.value.write('q');
  const { exitCode } = await clock.run(host.value.exited);
  return { code: exitCode, last };
}

test('no edit of a log brings the dashboard down: the run is shown as far as it makes sense', async () => {
  using folder = scratch();
  const anything = fc.constantFrom<unknown[]>(null, 7, 'text', [], {}, true, -1e300, ['x'], [null]);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...types), fc.nat(), fc.nat(), anything, async (type, nth, where, value) => {
      const candidates = lines.flatMap((line, at) => (typeOf(line) === type ? [at] : []));
      const at = candidates[nth % candidates.length] ?? 0;
      const event = JSON.parse(lines[at] ?? '') as { readonly data: unknown };
      const places = placesIn(event.data);
      const place = places[where % Math.max(1, places.length)] ?? [];
      const edited = JSON.stringify({ ...event, data: replaced(event.data, place, value) });
      writeFileSync(join(folder.path, 'events.jsonl'), `${lines.with(at, edited).join('\n')}\n`);
      const { code, last } = await play(folder.path);
      expect(code).toSatisfy((one: unknown) => Number.isInteger(one) && Number(one) >= 0 && Number(one) <= 255);
      expect(last).not.toMatch(/\n\s+at /);
    }),
    { numRuns: 60 },
  );
});
