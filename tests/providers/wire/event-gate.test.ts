import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEventGate, TOO_LONG } from '../../../src/providers/wire/event-gate.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What came out of a gate, piece by piece; null pieces left out. */
function passed(pieces: readonly string[]): { readonly out: readonly string[]; readonly rest: string } {
  const gate = createEventGate();
  const out = pieces.flatMap((piece) => {
    const whole = gate.push(bytes(piece));
    if (whole === TOO_LONG) throw new Error('too long');
    return whole === null ? [] : [Buffer.from(whole).toString()];
  });
  return { out, rest: Buffer.from(gate.rest() ?? bytes('')).toString() };
}

test.each(['\n\n', '\r\r', '\r\n\r\n'])('events that end in %j go through whole, however they were cut', (blank) => {
  const text = `data: one${blank}data: two${blank}data: thr`;
  for (let size = 1; size <= text.length; size += 1) {
    const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
    const { out, rest } = passed(pieces);
    expect(out.every((piece) => piece.endsWith(blank))).toBe(true);
    expect(out.join('')).toBe(`data: one${blank}data: two${blank}`);
    expect(rest).toBe('data: thr');
  }
});

test('no byte is lost, added or moved', () => {
  const piece = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '{') });
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const { out, rest } = passed(pieces);
      expect(out.join('') + rest).toBe(pieces.join(''));
    }),
  );
});

test('an event beyond the limit is too long, also when it is made of many short lines', () => {
  const gate = createEventGate(100, 1_000);
  expect(gate.push(bytes('a\n\r'.repeat(33)))).toBe(null);
  expect(gate.push(bytes('ab'))).toBe(TOO_LONG);
});

test('events of allowed length are too long together beyond the limit of the stream', () => {
  const gate = createEventGate(100, 250);
  const event = bytes(`${'x'.repeat(98)}\n\n`);
  expect([gate.push(event), gate.push(event), gate.push(event)]).toEqual([event, event, TOO_LONG]);
});
