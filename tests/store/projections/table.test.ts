import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agentId, answerLabel } from '../../../src/coordination/ids.ts';
import { centre, displayWidth, fit } from '../../../src/store/projections/table/display-width.ts';
import { answer, ending, opening, roundStart, sampleRun, vote } from '../sample-run.ts';
import { draft, watchedAttempt } from '../support.ts';

const TABLE = 'coordination_table.txt';
const gridOf = (text: string): string[] => text.split('\n').filter((line) => /^[+|]/.test(line));

test('every row ends at the same column, whatever the words are made of', () => {
  const words = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('漢字かな交じり文', '👩‍👩‍👧 family', 'a\nb\tc', '\u001b[31mred', 'x'.repeat(300), 'ｆｕｌｌ'),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), words, words, words, (count, question, content, reason) => {
      const names = Array.from({ length: count }, (_, index) => `agent_${index}`);
      const run = watchedAttempt(names);
      const [first = ''] = names;
      run.add(...opening(names, question), roundStart(first, 0, 'initial', []), answer(first, 1, 1, content, null));
      run.add(vote(first, 1, first, 1, reason), ...ending(first, 1));
      run.finish();
      const widths = new Set(gridOf(run.read(TABLE)).map(displayWidth));
      expect(widths.size).toBe(1);
    }),
    { numRuns: 60 },
  );
});

test('a row tells who did what while the others show where they stand', () => {
  const names = ['agent_a', 'agent_b'];
  const run = watchedAttempt(names);
  run.add(...sampleRun(names));
  run.finish();
  const table = run.read(TABLE);
  const rowOf = (text: string): string => gridOf(table).find((line) => line.includes(text)) ?? '';
  expect(rowOf('NEW ANSWER: agent2.1')).toMatch(
    /^\| +E4 +\| +✅ Answered: agent1\.1 +\| +✨ NEW ANSWER: agent2\.1 +\|$/,
  );
  expect(table).toContain('👁️  Preview: Answer of agent_b.');
  expect(rowOf('selected as winner')).toContain('🏆 Agent 1 selected as winner');
  expect(rowOf('TOTALS')).toContain('2 answers, 2 votes, 0 restarts → agent_a selected');
});

test('one rule stands between the events and the summary', () => {
  const run = watchedAttempt(['agent_a', 'agent_b']);
  run.add(...sampleRun(['agent_a', 'agent_b']));
  run.finish();
  const grid = gridOf(run.read(TABLE));
  const at = grid.findLastIndex((line) => /^\|=+/.test(line));
  expect(grid[at - 1]).not.toMatch(/^\|-+/);
  expect(grid[at + 1]).toContain('SUMMARY');
});

test('a superseded answer keeps its preview, and a reset of votes is a row of its own', () => {
  const run = watchedAttempt(['agent_a', 'agent_b']);
  run.add(...opening(['agent_a', 'agent_b']), answer('agent_a', 1, 1, 'old words', null));
  run.add(answer('agent_a', 1, 2, 'new words', null));
  const cleared = [{ voter: agentId('agent_b'), target: agentId('agent_a') }];
  run.add(draft('votes_reset', null, null, { by_label: answerLabel(1, 2), cleared, woken: [] }));
  run.finish();
  expect(run.read(TABLE)).toContain('Preview: old words');
  expect(run.read(TABLE)).toContain('Preview: new words');
  expect(run.read(TABLE)).toContain('🔁 Agent 1 RESTART TRIGGERED');
});

test('no control character reaches the file', () => {
  const run = watchedAttempt(['agent_a']);
  run.add(...opening(['agent_a'], 'evil \u001b[2J\u202E question'), answer('agent_a', 1, 1, '\u0007\u009b31m', null));
  run.finish();
  // oxlint-disable-next-line no-control-regex -- exactly these are looked for
  expect(run.read(TABLE)).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
});

describe('fitting', () => {
  test.each([
    ['漢字', 4],
    ['👍🏽', 2],
    ['🇨🇭', 2],
    ['e\u0301', 1],
    ['👁️', 2],
    ['👩‍👩‍👧 x', 4],
    ['\u1112\u1161\u11ab', 2],
    ['✅ ok', 5],
  ])('%s fills %i cells', (text, cells) => {
    expect(displayWidth(text)).toBe(cells);
  });

  test.each([
    ['abc', 10, 'abc'],
    ['abcdefghijk', 8, 'abcde...'],
    ['漢字漢字漢字', 8, '漢字...'],
    ['👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 5, '👩‍👩‍👧...'],
  ])('%s in %i cells is %s', (text, width, fitted) => {
    expect(fit(text, width)).toBe(fitted);
  });

  test('centred text fills its cell exactly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 4, max: 80 }), (text, width) => {
        expect(displayWidth(centre(text, width))).toBe(width);
      }),
    );
  });
});
