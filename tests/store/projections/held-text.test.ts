import { expect, test } from 'vitest';
import { createHeldText } from '../../../src/store/projections/held-text.ts';

function heldText() {
  const written: string[] = [];
  const held = createHeldText({ append: (path, text) => written.push(`${path}: ${text}`) }, 'a.log');
  return { held, written };
}

test('texts wait and go together, in order', () => {
  const { held, written } = heldText();
  held.add('one ');
  held.add('two');
  expect(written).toEqual([]);
  held.flush();
  expect(written).toEqual(['a.log: one two']);
});

test('nothing is written twice, and nothing at all when nothing came', () => {
  const { held, written } = heldText();
  held.flush();
  expect(written).toEqual([]);
  held.add('last');
  held.flush();
  held.flush();
  expect(written).toEqual(['a.log: last']);
});

test('much text does not wait', () => {
  const { held, written } = heldText();
  held.add('x'.repeat(70_000));
  expect(written).toHaveLength(1);
});
