import { describe, expect, test } from 'vitest';
import { chordLabel, keyLabel } from '../../../../src/recorder/play/perform/key-labels.ts';

describe('the names of pressed keys', () => {
  test('are signs where there are any', () => {
    expect((['Enter', 'Up', 'PageDown', 'F5'] as const).map(keyLabel)).toEqual(['⏎', '↑', 'PageDown', 'F5']);
    expect(chordLabel(['Ctrl', 'Shift'], ['c'])).toBe('Ctrl+Shift+C');
    expect(chordLabel(['Alt'], ['Enter'])).toBe('Alt+⏎');
    expect(chordLabel(['Alt'], ['word'])).toBe('Alt+word');
  });
});
