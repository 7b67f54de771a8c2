import { describe, expect, test } from 'vitest';
import { compareFrames } from '../../../src/recorder/judge/compare.ts';
import type { Comparison } from '../../../src/recorder/judge/compare.ts';
import { criterion, frame, NEVER, rubric, scriptedJudge, wordsOf } from './judging.ts';

const A = [frame(1, ['film a']), frame(2, ['a again'])];
const B = [frame(1, ['film b'])];

interface Said {
  readonly better: string;
  readonly quote?: string;
  readonly frame?: number;
}

const says = (words: Readonly<Record<string, Said>>): string =>
  JSON.stringify({
    criteria: Object.entries(words).map(([id, { better, quote = 'film', frame: number = 1 }]) => ({
      id,
      better,
      evidence: [{ frame: number, rows: [1, 1], quote }],
      reason: `${better} it is`,
    })),
  });

const compared = async (
  asked: ReturnType<typeof rubric>,
  answers: Readonly<Record<string, string | Error>>,
): Promise<Comparison> => {
  const result = await compareFrames(asked, A, B, scriptedJudge(answers).ask, NEVER);
  if (!result.ok) throw new Error(result.error);
  return result.value;
};

describe('a comparison of two films', () => {
  test('is won by the film that wins in both orders', async () => {
    const { winner, criteria } = await compared(rubric(criterion('clear')), {
      'a first': says({ clear: { better: 'second' } }),
      'b first': says({ clear: { better: 'first' } }),
    });
    expect(winner).toBe('b');
    expect(criteria).toEqual([
      { id: 'clear', winner: 'b', looks: ['b', 'b'], reasons: ['second it is', 'first it is'] },
    ]);
  });

  test('is a tie when whatever stands first wins', async () => {
    const first = says({ clear: { better: 'first' } });
    const { winner, criteria } = await compared(rubric(criterion('clear')), { 'a first': first, 'b first': first });
    expect(winner).toBe('tie');
    expect(criteria[0]?.looks).toEqual(['a', 'b']);
  });

  test('goes by the weight of the criteria', async () => {
    const { winner, criteria } = await compared(rubric(criterion('a', { weight: 3 }), criterion('b'), criterion('c')), {
      'a first': says({ a: { better: 'first' }, b: { better: 'second' }, c: { better: 'tie' } }),
      'b first': says({ a: { better: 'second' }, b: { better: 'first' }, c: { better: 'tie' } }),
    });
    expect(criteria.map((each) => each.winner)).toEqual(['a', 'b', 'tie']);
    expect(winner).toBe('a');
  });

  test('asks once more for quotes that are not there, then goes without', async () => {
    const lost = says({ clear: { better: 'first', quote: 'never said' } });
    const { winner, criteria } = await compared(rubric(criterion('clear')), {
      'a first': lost,
      'a first again': lost,
      'b first': lost,
      'b first again': lost,
    });
    expect({ winner, criteria }).toMatchObject({ winner: 'tie', criteria: [{ winner: null, looks: [null, null] }] });
  });

  test('numbers the frames of both films through, so that a quote belongs to one', async () => {
    const judge = scriptedJudge({
      'a first': says({ clear: { better: 'second', quote: 'film b', frame: 3 } }),
      'b first': says({ clear: { better: 'first', quote: 'film b', frame: 1 } }),
    });
    const result = await compareFrames(rubric(criterion('clear')), A, B, judge.ask, NEVER);
    expect(result.ok && result.value.winner).toBe('b');
    const [first] = judge.asked;
    expect(first === undefined ? '' : wordsOf(first.question)).toContain('Frame 3 of the second film');
  });

  test('says why there was no look', async () => {
    const broken = scriptedJudge({ 'a first': new Error('no network'), 'b first': new Error('no network') });
    expect(await compareFrames(rubric(criterion('clear')), A, B, broken.ask, NEVER)).toEqual({
      ok: false,
      error: 'no network',
    });
    expect(await compareFrames(rubric(criterion('clear')), A, [], broken.ask, NEVER)).toMatchObject({ ok: false });
  });
});
