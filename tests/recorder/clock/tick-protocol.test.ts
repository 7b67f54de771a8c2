import { array, assert, constantFrom, integer, oneof, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import type { TickMarker } from '../../../src/recorder/clock/tick-protocol.ts';
import { createMarkerCutter, exitMarker, timeMarker } from '../../../src/recorder/clock/tick-protocol.ts';

const cutAll = (pieces: readonly string[]): { readonly text: string; readonly markers: readonly TickMarker[] } => {
  const cutter = createMarkerCutter();
  const parts = pieces.flatMap((piece) => cutter.push(piece));
  return {
    text: parts.filter((part) => typeof part === 'string').join('') + cutter.end(),
    markers: parts.filter((part) => typeof part !== 'string'),
  };
};

test('markers are cut out of the text around them, in order', () => {
  const cutter = createMarkerCutter();
  expect(cutter.push(`a${timeMarker(40)}b\x1b[1m${timeMarker(80.5)}${exitMarker(7)}`)).toEqual([
    'a',
    { kind: 'time', ms: 40 },
    'b\x1b[1m',
    { kind: 'time', ms: 80.5 },
    { kind: 'exit', code: 7 },
  ]);
});

const pieces = array(
  oneof(
    string(),
    constantFrom('\x1b', '\x1b]', '\x1b]7', '\x1b]7770;t=', '\x1b]2;title\x07', '\x1b]7770;x=1\x1b\\', '\x1b\\'),
  ),
  { maxLength: 12 },
);

test('it does not matter how the output is cut, and nothing else is taken away', () => {
  assert(
    property(
      pieces,
      pieces,
      integer({ min: 0, max: 99_999 }),
      integer({ min: 1, max: 7 }),
      (before, after, ms, length) => {
        const head = before.join('').replaceAll('\x1b]7770;t=', 'T');
        const whole = head + timeMarker(ms) + after.join('').replaceAll('\x1b]7770;t=', 'T');
        const cut = whole.match(new RegExp(`[^]{1,${length}}`, 'g')) ?? [];
        expect(cutAll(cut)).toEqual(cutAll([whole]));
        expect(cutAll(cut).text).toBe(whole.replace(timeMarker(ms), ''));
        expect(cutAll(cut).markers).toEqual([{ kind: 'time', ms }]);
      },
    ),
  );
});

test('text is not held back for longer than a marker could begin', () => {
  const cutter = createMarkerCutter();
  expect([cutter.push('plain'), cutter.push('\x1b]77'), cutter.push('71;x\x07')]).toEqual([
    ['plain'],
    [],
    ['\x1b]7771;x\x07'],
  ]);
  const endless = `\x1b]7770;t=${'1'.repeat(100)}`;
  expect([cutter.push(endless), cutter.end()]).toEqual([[endless], '']);
});
