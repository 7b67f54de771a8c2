import { describe, expect, test } from 'vitest';
import { judgeFrames } from '../../../src/recorder/judge/judge.ts';
import { judgeChecks } from '../../../src/recorder/judge/judge-checks.ts';
import { medianOf } from '../../../src/recorder/judge/score.ts';
import type { RubricScores } from '../../../src/recorder/judge/score.ts';
import { answer, criterion, frame, NEVER, rubric, scriptedJudge, wordsOf } from './judging.ts';

const FRAMES = [frame(1, ['all  is ready', 'agent 1 writes']), frame(2, ['voting'], { phase: 'phase voting' })];

/** The scores a judge gives in three samples; each entry is one answer. */
const judged = async (
  asked: ReturnType<typeof rubric>,
  answers: Readonly<Record<string, string | Error>>,
): Promise<{ scores: RubricScores; keys: readonly string[]; words: readonly string[] }> => {
  const judge = scriptedJudge(answers);
  const result = await judgeFrames(asked, FRAMES, judge.ask, NEVER);
  if (!result.ok) throw new Error(result.error);
  const words = judge.asked.map(({ question }) => wordsOf(question));
  return { scores: result.value, keys: judge.asked.map(({ key }) => key), words };
};

const three = (...texts: readonly (string | Error)[]): Record<string, string | Error> =>
  Object.fromEntries(texts.map((text, index) => [`sample ${index + 1}`, text]));

describe('a judge of frames', () => {
  test('is asked three times, and the median counts', async () => {
    const { scores, keys } = await judged(
      rubric(criterion('clear')),
      three(answer({ clear: { score: 2 } }), answer({ clear: { score: 3 } }), answer({ clear: { score: 3 } })),
    );
    expect(keys).toEqual(['sample 1', 'sample 2', 'sample 3']);
    expect(scores).toMatchObject({
      score: 75,
      criteria: [{ score: 3, samples: [2, 3, 3], spread: 1, unstable: false }],
    });
  });

  test('weighs its criteria', async () => {
    const said = answer({ a: { score: 4 }, b: { score: 0 } });
    const { scores } = await judged(rubric(criterion('a', { weight: 3 }), criterion('b')), three(said, said, said));
    expect(scores.score).toBe(75);
  });

  test('has to quote what is on the frame; white space and row numbers do not matter', async () => {
    const said = answer({ clear: { score: 4, quote: ' 1│ all is\n ready ' } });
    const { scores, keys } = await judged(rubric(criterion('clear')), three(said, said, said));
    expect(keys).toHaveLength(3);
    expect(scores.criteria[0]?.words?.evidence).toEqual([{ frame: 1, rows: [1, 1], quote: 'all is ready' }]);
  });

  test('is asked once more for a criterion whose quote is not there, and told what was wrong', async () => {
    const fine = { a: { score: 4 }, b: { score: 2 } };
    const { scores, keys, words } = await judged(rubric(criterion('a'), criterion('b')), {
      ...three(answer({ ...fine, b: { score: 2, quote: 'never said' } }), answer(fine), answer(fine)),
      'sample 1 again': answer({ b: { score: 1 } }),
    });
    expect(keys).toEqual(['sample 1', 'sample 1 again', 'sample 2', 'sample 3']);
    expect(words[1]).toContain('b: frame 1 does not say "never said"');
    expect(words[1]).not.toContain('[a]');
    expect(scores.criteria.map(({ samples }) => samples)).toEqual([
      [4, 4, 4],
      [1, 2, 2],
    ]);
  });

  test('loses a criterion whose quotes are not there twice: it has no score and counts for nothing', async () => {
    const wrong = answer({ a: { score: 4 }, b: { score: 0, quote: 'never said' } });
    const again = Object.fromEntries([1, 2, 3].map((number) => [`sample ${number} again`, wrong]));
    const { scores } = await judged(rubric(criterion('a'), criterion('b')), {
      ...three(wrong, wrong, wrong),
      ...again,
    });
    expect(scores.score).toBe(100);
    expect(scores.criteria[1]).toMatchObject({ score: null, samples: [null, null, null], spread: null, words: null });
    expect(scores.criteria[1]?.lost[0]).toContain('never said');
  });

  test('gives no score of the whole on less than half of the weight, and says on how much it stands', async () => {
    const texts = ['a', 'b', 'c'].map((id) => criterion(id));
    const said = answer({ a: { score: 4 }, b: { score: 4, quote: 'never said' }, c: { score: 4, quote: 'nor this' } });
    const again = Object.fromEntries([1, 2, 3].map((number) => [`sample ${number} again`, said]));
    const answers = { ...three(said, said, said), ...again };
    expect((await judged(rubric(...texts), answers)).scores).toMatchObject({ score: null, judged: 1 });
    const [, ...light] = texts;
    const heavy = rubric(criterion('a', { weight: 2 }), ...light);
    expect((await judged(heavy, answers)).scores).toMatchObject({ score: 100, judged: 1 });
  });

  test.each([
    ['no evidence', { criteria: [{ id: 'a', score: 3, confidence: 1, evidence: [], problem: '', fix: '' }] }],
    ['a frame that does not exist', JSON.parse(answer({ a: { score: 3, frame: 9 } }))],
    ['a score out of range', JSON.parse(answer({ a: { score: 5 } }))],
    ['half a score', JSON.parse(answer({ a: { score: 2.5 } }))],
    ['a quote of one letter', JSON.parse(answer({ a: { score: 3, quote: 'a' } }))],
    ['another criterion', JSON.parse(answer({ zzz: { score: 3 } }))],
    ['a list', []],
  ])('does not count with %s', async (_what, said: unknown) => {
    const text = JSON.stringify(said);
    const again = Object.fromEntries([1, 2, 3].map((number) => [`sample ${number} again`, text]));
    const { scores } = await judged(rubric(criterion('a')), { ...three(text, text, text), ...again });
    expect(scores).toMatchObject({ score: null, criteria: [{ score: null }] });
  });

  test('may wrap its JSON in words', async () => {
    const said = `Here you are:\n\`\`\`json\n${answer({ a: { score: 4 } })}\n\`\`\``;
    const { scores } = await judged(rubric(criterion('a')), three(said, said, said));
    expect(scores.score).toBe(100);
  });

  test('may fail to answer twice; what is left counts, and none left is told', async () => {
    const broken = new Error('the key was refused');
    const { scores } = await judged(rubric(criterion('a')), three(broken, answer({ a: { score: 3 } }), broken));
    expect(scores.criteria[0]).toMatchObject({ score: 3, samples: [3] });
    const { ask } = scriptedJudge(three(broken, broken, broken));
    expect(await judgeFrames(rubric(criterion('a')), FRAMES, ask, NEVER)).toEqual({
      ok: false,
      error: 'the key was refused',
    });
  });

  test('looks only at the frames a criterion is about', async () => {
    const about = rubric(criterion('votes', { frames: ['VOTING'] }), criterion('winner', { frames: ['presenting'] }));
    const elsewhere = answer({ votes: { score: 4, quote: 'voting', frame: 2 } });
    const { scores, words } = await judged(about, three(elsewhere, elsewhere, elsewhere));
    expect(words[0]).toContain('Look at frame 2 only.');
    expect(words[0]).not.toContain('[winner]');
    expect(scores.criteria).toMatchObject([
      { score: 4 },
      { score: null, lost: Array(3).fill('no frame fits its filter') },
    ]);
  });

  test('cannot judge a film without frames, and stops when it is interrupted', async () => {
    const { ask, asked } = scriptedJudge({ 'sample 1': answer({ a: { score: 1 } }) });
    expect(await judgeFrames(rubric(criterion('a')), [], ask, NEVER)).toMatchObject({ ok: false });
    const stopped = await judgeFrames(rubric(criterion('a')), FRAMES, ask, AbortSignal.abort());
    expect(stopped).toEqual({ ok: false, error: 'the judge was interrupted' });
    expect(asked).toHaveLength(1);
  });
});

describe('a demand of a rubric', () => {
  const demanding = rubric(criterion('clear', { must: 3 }));
  const checksOf = async (...scores: readonly number[]): Promise<readonly string[]> => {
    const texts = scores.map((score) => answer({ clear: { score } }));
    const { scores: result } = await judged(demanding, three(...texts));
    return judgeChecks(result, 5000).map(({ severity, message, evidence }) => `${severity}: ${message} (${evidence})`);
  };

  test('fails the run when the median is below it', async () => {
    expect(await checksOf(2, 1, 2)).toEqual([
      'error: clear has 2 of 4 (2, 1, 2), below 3: clear could be better (frame 1: ready)',
    ]);
  });

  test('is not met by an answer that does not count', async () => {
    const said = answer({ clear: { score: 4, quote: 'never said' } });
    const again = Object.fromEntries([1, 2, 3].map((number) => [`sample ${number} again`, said]));
    const { scores } = await judged(demanding, { ...three(said, said, said), ...again });
    expect(judgeChecks(scores, 0)).toMatchObject([
      {
        ok: false,
        severity: 'error',
        message: expect.stringMatching(/^clear must have 3 and was not judged: .*never said/),
      },
    ]);
  });

  test('is a warning where the film gives no occasion for it', async () => {
    const said = answer({ a: { score: 4 } });
    const winner = criterion('winner', { must: 3, frames: ['presenting'] });
    const { scores } = await judged(rubric(criterion('a'), winner), three(said, said, said));
    expect(judgeChecks(scores, 0)).toMatchObject([
      { severity: 'warning', message: 'winner must have 3 and was not judged: no frame fits its filter' },
    ]);
  });

  test('is met by the score itself', async () => {
    expect(await checksOf(3, 3, 2)).toEqual([]);
  });

  test('never fails a run on samples that disagree by more than one', async () => {
    expect(await checksOf(0, 2, 4)).toEqual([
      'warning: clear has 2 of 4 (0, 2, 4), but the samples disagree: clear could be better (frame 1: ready)',
    ]);
  });
});

test('the median of two is between them, of none is nothing', () => {
  expect(medianOf([4, 1])).toBe(2.5);
  expect(medianOf([4, 0, 1])).toBe(1);
  expect(medianOf([])).toBeNull();
});
