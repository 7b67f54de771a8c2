import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from '../../../src/providers/shared/json.ts';
import { growingObject } from '../../../src/providers/openai-chat/whole-object.ts';

/** What is asked at every border: the plain way, parsing everything again. */
const isWholePlainly = (text: string): boolean => {
  const value = text.trimEnd().endsWith('}') ? parseJson(text) : undefined;
  return typeof value === 'object' && value !== null;
};

test('says at every border of every cut what parsing everything again would say', () => {
  const soup = fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', '\\', ':', ',', 'a', '1', ' ') });
  const text = fc.oneof(
    soup,
    fc.object({ maxDepth: 2 }).map((value) => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 4 }), fc.integer({ min: 1, max: 5 }), (texts, size) => {
      const all = texts.join('');
      const object = growingObject();
      for (let at = 0; at < all.length; at += size) {
        object.push(all.slice(at, at + size));
        expect(object.isWhole()).toBe(isWholePlainly(object.text));
      }
      expect(object.text).toBe(all);
    }),
    { numRuns: 2_000 },
  );
});

test('is never whole again with something behind its end', () => {
  const object = growingObject();
  object.push('{}');
  const borders = Array.from({ length: 150_000 }, () => {
    object.push('{}');
    return object.isWhole();
  });
  expect(borders).not.toContain(true);
});
