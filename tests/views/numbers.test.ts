import { describe, expect, test } from 'vitest';

import {
  clockText,
  costText,
  countText,
  shortLabel,
  shortTime,
  tookText,
  totalTokens,
} from '../../src/views/numbers.ts';
import { UNKNOWN_USAGE } from '../../src/coordination/usage.ts';

describe('numbers on the screen', () => {
  test.each([
    [clockText(0), '0:00'],
    [clockText(67_000), '1:07'],
    [clockText(3_727_000), '1:02:07'],
    [clockText(-5), '0:00'],
    [shortTime(8900), '8s'],
    [shortTime(61_000), '1:01'],
    [tookText(0.12), '0.1s'],
    [tookText(41.7), '41s'],
    [countText(950), '950'],
    [countText(5200), '5.2k'],
    [countText(99_960), '100k'],
    [countText(160_900), '161k'],
    [countText(1_200_000), '1.2M'],
    [costText(0), '$0.00'],
    [costText(0.004), '<$0.01'],
    [costText(0.094), '$0.09'],
    [costText(123.4), '$123'],
    [shortLabel('agent12.3'), '12.3'],
  ])('%s stands for what it should: %s', (shown, expected) => {
    expect(shown).toBe(expected);
  });

  test('what is not known is never shown as nothing', () => {
    expect(countText(null)).toBe('–');
    expect(costText(null)).toBe('$–');
    expect(totalTokens(UNKNOWN_USAGE)).toBeNull();
    expect(totalTokens({ ...UNKNOWN_USAGE, input: 5 })).toBe(5);
  });
});
