import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeFrames } from '../../../src/recorder/judge/judge.ts';
import type { JudgeRecord } from '../../../src/recorder/judge/replay.ts';
import { notedAsk, readJudgeRecord, replayedAsk, rubricKey } from '../../../src/recorder/judge/replay.ts';
import { answer, criterion, frame, NEVER, rubric, scriptedJudge } from './judging.ts';

const ASKED = rubric(criterion('clear'));
const KEY = rubricKey(ASKED);
const FRAMES = [frame(1, ['all is ready']), frame(2, ['voting'])];

async function recorded(): Promise<{ record: JudgeRecord; scores: unknown }> {
  const lost = answer({ clear: { score: 0, quote: 'never said' } });
  const fine = answer({ clear: { score: 3 } });
  const { ask } = scriptedJudge({ 'sample 1': lost, 'sample 1 again': fine, 'sample 2': fine, 'sample 3': fine });
  const noted = notedAsk(ask, { model: 'openai/gpt-x', rubric: KEY }, FRAMES);
  const scores = await judgeFrames(ASKED, FRAMES, noted.ask, NEVER);
  return { record: noted.record(), scores };
}

describe('the stored answers of a judge', () => {
  test('give the same scores again without asking anybody', async () => {
    const { record, scores } = await recorded();
    const read = readJudgeRecord(JSON.stringify(record));
    if (!read.ok) throw new Error(read.error);
    const again = replayedAsk(read.value, KEY, FRAMES);
    if (!again.ok) throw new Error(again.error);
    expect(await judgeFrames(ASKED, FRAMES, again.value, NEVER)).toEqual(scores);
    expect(Object.keys(record.answers)).toEqual(['sample 1', 'sample 1 again', 'sample 2', 'sample 3']);
  });

  test('are refused for a film that looks different', async () => {
    const { record } = await recorded();
    const changed = [FRAMES[0] ?? frame(1, []), frame(2, ['voting'], { sha256: 'other' })];
    expect(replayedAsk(record, KEY, changed)).toEqual({
      ok: false,
      error: 'the stored answers are about another film: frame 2 looks different. Let the film be judged anew',
    });
    expect(replayedAsk(record, KEY, FRAMES.slice(1))).toMatchObject({
      ok: false,
      error: expect.stringContaining('there are 1 frames instead of 2') as string,
    });
  });

  test('are refused for another rubric, and for another version of the question', async () => {
    const { record } = await recorded();
    const stricter = rubricKey(rubric(criterion('clear', { must: 2 })));
    expect(replayedAsk(record, stricter, FRAMES)).toMatchObject({ ok: false });
    expect(replayedAsk({ ...record, promptVersion: 0 }, KEY, FRAMES)).toMatchObject({
      ok: false,
      error: expect.stringContaining('version 0') as string,
    });
  });

  test('tell which answer is missing', async () => {
    const { record } = await recorded();
    const again = replayedAsk({ ...record, answers: {} }, KEY, FRAMES);
    if (!again.ok) throw new Error(again.error);
    expect(await judgeFrames(ASKED, FRAMES, again.value, NEVER)).toEqual({
      ok: false,
      error: 'there is no stored answer for sample 3',
    });
  });

  test('are read from any text without throwing, and only when they are what they say', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readJudgeRecord(text).ok).toBe(false);
      }),
    );
    expect(
      readJudgeRecord('{"version":1,"model":"m","promptVersion":1,"rubric":"r","frames":[1],"answers":{}}'),
    ).toEqual({ ok: false, error: 'its frames or answers are not as a judge’s record has them' });
  });
});
