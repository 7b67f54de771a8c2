import { expect, test } from 'vitest';
import { plural } from '../../src/shared/plural.ts';

test('one stands in the singular, nothing and many in the plural', () => {
  expect([0, 1, 2, 84].map((count) => plural(count, 'line'))).toEqual(['0 lines', '1 line', '2 lines', '84 lines']);
});
