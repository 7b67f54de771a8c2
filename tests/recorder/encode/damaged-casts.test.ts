import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeCast } from '../../../src/recorder/encode/cast.ts';
import { readCast } from '../../../src/recorder/encode/read-cast.ts';
import type { ReadCast } from '../../../src/recorder/encode/read-cast.ts';
import type { Cast, CastEvent } from '../../../src/recorder/play/recording.ts';

const text = fc.string({
  unit: fc.constantFrom('a', ' ', 'é', '日', '🚀', '\u001b[1m', '\r\n', '"', '\\', '\u0000'),
  minLength: 1,
});
const gap = fc.integer({ min: 0, max: 5000 });
type Told = CastEvent extends infer Event ? (Event extends unknown ? Omit<Event, 'atMs'> : never) : never;
const told: fc.Arbitrary<Told> = fc.oneof(
  { arbitrary: text.map((data): Told => ({ type: 'output', data })), weight: 4 },
  text.map((data): Told => ({ type: 'input', data })),
  text.map((label): Told => ({ type: 'marker', label })),
  fc
    .tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 100 }))
    .map(([columns, rows]): Told => ({ type: 'resize', columns, rows })),
);
const casts: fc.Arbitrary<Cast> = fc.array(fc.tuple(gap, told), { maxLength: 25 }).map((parts) => {
  let atMs = 0;
  const events: CastEvent[] = parts.map(([ms, event]) => ({ ...event, atMs: (atMs += ms) }));
  const header = {
    columns: 80,
    rows: 24,
    title: 'a "title"',
    command: null,
    timestamp: null,
    env: {},
    idleLimitMs: 2000,
  };
  return { header, events };
});
const versions = fc.constantFrom(2 as const, 3 as const);

const bytesOf = (file: string): Uint8Array => new TextEncoder().encode(file);
function read(file: string | Uint8Array): ReadCast {
  const result = readCast(file);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}
/** What an event says, without its time: in version 3 a lost line takes its time with it. */
const said = (events: readonly CastEvent[]): readonly unknown[] => events.map((event) => ({ ...event, atMs: null }));
const isInOrder = ({ cast }: ReadCast): boolean =>
  cast.events.every(({ atMs }, index) => atMs >= (cast.events[index - 1]?.atMs ?? 0));

describe('a cast that was written', () => {
  test('is read as it was, from text and from bytes, and written the same again', () => {
    fc.assert(
      fc.property(casts, versions, gap, (cast, version, more) => {
        const durationMs = (cast.events.at(-1)?.atMs ?? 0) + more;
        const file = writeCast(cast, { version, durationMs });
        const result = read(file);
        expect(read(bytesOf(file))).toEqual(result);
        expect([result.problems, result.durationMs, result.cast.header]).toEqual([[], durationMs, cast.header]);
        expect(result.cast.events.slice(0, cast.events.length)).toEqual(cast.events);
        expect(writeCast(result.cast, { version, durationMs })).toBe(file);
      }),
    );
  });

  test('keeps every whole line wherever it is cut, and at most tells of the line of the cut', () => {
    fc.assert(
      fc.property(casts, versions, fc.double({ min: 0, max: 1, noNaN: true }), (cast, version, share) => {
        const file = bytesOf(writeCast(cast, { version }));
        const start = file.indexOf(10) + 1;
        const part = file.subarray(0, start + Math.floor((file.length - start) * share));
        const whole = part.reduce((lines, byte) => lines + (byte === 10 ? 1 : 0), 0) - 1;
        const { cast: kept, problems } = read(part);
        const { length } = kept.events;
        expect(kept.events).toEqual(cast.events.slice(0, length));
        expect([whole, whole + 1]).toContain(length);
        expect(problems.every(({ line }) => line === whole + 2)).toBe(true);
        expect(length + problems.length).toBeLessThanOrEqual(whole + 1);
      }),
    );
  });

  test('loses no other line to one that is damaged in any way, and names that one', () => {
    const damage = fc.oneof(
      fc.constantFrom(
        '',
        '[',
        '[]',
        '{}',
        'null',
        '[1]',
        '[1, "o"]',
        '[1, 2, 3]',
        '[-5, "o", "x"]',
        '[1e999, "o", "x"]',
      ),
      fc.constantFrom('[1, "r", "0x0"]', '[1, "r", "wide"]', '[NaN, "o", "x"]', '[1, "o", "x"', '[1, "o", "\\ud800'),
      fc.string(),
    );
    fc.assert(
      fc.property(casts, versions, fc.nat(30), damage, (cast, version, at, words) => {
        const lines = writeCast(cast, { version }).split('\n').slice(0, -1);
        const place = 1 + (at % lines.length);
        const damaged = [...lines.slice(0, place), words.replaceAll('\n', ' '), ...lines.slice(place + 1)].join('\n');
        const result = read(`${damaged}\n`);
        expect(isInOrder(result)).toBe(true);
        const others = said(cast.events.filter((_, index) => index !== place - 1));
        const kept = said(result.cast.events);
        // The damaged line itself may still be an event; it then stands in its place.
        const extra = kept.length - others.length;
        expect([0, 1]).toContain(extra);
        expect(extra === 0 ? kept : kept.toSpliced(place - 1, 1)).toEqual(others);
        expect(result.problems.every(({ line }) => line === place + 1 || version === 2)).toBe(true);
      }),
    );
  });

  test('with any bytes of its events overwritten is read to its end, in order, and can be written again', () => {
    const spots = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.nat(255)), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(casts, versions, spots, (cast, version, changes) => {
        const file = bytesOf(writeCast(cast, { version }));
        const start = file.indexOf(10) + 1;
        for (const [share, byte] of changes) file[start + Math.floor((file.length - start) * share)] = byte;
        const result = read(file);
        expect(isInOrder(result)).toBe(true);
        expect(result.durationMs).toBeGreaterThanOrEqual(result.cast.events.at(-1)?.atMs ?? 0);
        // What was read can be kept: written once more it is the same film.
        const again = read(writeCast(result.cast, { version: 3 }));
        expect(again.problems).toEqual([]);
        expect(said(again.cast.events)).toEqual(said(result.cast.events));
      }),
      { numRuns: 300 },
    );
  });
});
