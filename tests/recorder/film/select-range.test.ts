import { describe, expect, test } from 'vitest';
import { selectRange } from '../../../src/recorder/film/select-range.ts';
import { marker, output, recordingWith } from './recordings.ts';

const recording = recordingWith([output(0, 'a'), marker(4000, 'Voting begins'), output(9000, 'b')], {
  durationMs: 20_000,
});
const range = (text: string): unknown => {
  const selected = selectRange(text, recording);
  return selected.ok ? [selected.value.fromMs, selected.value.toMs] : selected.error;
};

describe('--select', () => {
  test('reads times in their units, with seconds for none', () => {
    expect([range('5s..15s'), range('500ms..0.1m'), range('1.5..3')]).toEqual([
      [5000, 15_000],
      [500, 6000],
      [1500, 3000],
    ]);
  });

  test('reads shares and open ends', () => {
    expect([range('10%..50%'), range('..25%'), range('5s..'), range('..')]).toEqual([
      [2000, 10_000],
      [0, 5000],
      [5000, 20_000],
      [0, 20_000],
    ]);
  });

  test('finds a marker by a part of its name', () => {
    expect([range('marker:voting..'), range('..marker:VOTING')]).toEqual([
      [4000, 20_000],
      [0, 4000],
    ]);
  });

  test('ends with the recording', () => {
    expect(range('5s..9m')).toEqual([5000, 20_000]);
  });

  test('says what is wrong and what there is', () => {
    expect(range('5s')).toBe('--select 5s: expected FROM..TO, such as 5s..30s, 10%..50% or marker:voting..');
    expect(range('soon..5s')).toBe('--select soon..5s: "soon" is no time (5s), share (25%) or marker (marker:NAME)');
    expect(range('marker:end..')).toBe('--select marker:end..: no marker has "end" in it; there are "Voting begins"');
    expect(range('30s..40s')).toBe('--select 30s..40s: the recording is only 20 s long');
    expect(range('9s..5s')).toBe('--select 9s..5s: the end must come after the beginning');
    expect(range('10%..120%')).toBe('--select 10%..120%: 120% is more than the whole');
  });

  test('says so when there is no marker at all', () => {
    const selected = selectRange('marker:x..', recordingWith([output(0, 'a')], { durationMs: 10 }));
    expect(selected).toEqual({ ok: false, error: '--select marker:x..: no marker has "x" in it; there are none' });
  });
});
