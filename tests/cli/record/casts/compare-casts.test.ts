import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratch } from '../../../helpers/run-massgen.ts';
import { playScenario } from '../../../helpers/team.ts';
import type { ModelServer } from '../../../../src/model-server/model-server.ts';
import { judgedBy, RUBRIC } from '../judge-server.ts';
import { record } from '../record-run.ts';
import { THREE_WORDS, writeCastFile } from './cast-files.ts';

type Side = 'first' | 'second' | 'tie';

const criteriaOf = (better: Side, quote: string) => {
  const evidence = [{ frame: 1, rows: [1, 1], quote }];
  return [{ id: 'clear', better, evidence, reason: `The ${better} one.` }];
};

/** A judge that always likes the film that is shown first. */
function comparingServer(quote = 'one'): Promise<ModelServer> {
  const turn = { say: [{ call: { name: 'compare', arguments: { criteria: criteriaOf('first', quote) } } }] };
  return playScenario(JSON.stringify({ name: 'judge', agents: [{ agent: 'any', turns: [turn] }] }), ['judge']);
}

const DIFF = ['diff', 'a.cast', 'b.cast', '--judge', 'own.yaml'];
const KEPT = '.massgen/recordings/a-b.judge.json';

function twoCasts(folder: string): void {
  writeCastFile(folder, 'a.cast', THREE_WORDS);
  writeCastFile(folder, 'b.cast', [
    [0.5, 'o', 'one\r\n'],
    [1, 'o', 'zebra\r\n'],
  ]);
  writeFileSync(join(folder, 'own.yaml'), RUBRIC);
}

/** Stored answers of a judge who sees which is which: with a first, then with b first. */
async function storeAnswers(folder: string, aFirst: Side, bFirst: Side): Promise<void> {
  await using server = await comparingServer();
  await record(folder, [...DIFF, ...judgedBy(server)]);
  const stored = JSON.parse(readFileSync(join(folder, KEPT), 'utf8')) as Readonly<Record<string, unknown>>;
  const [a, b] = [aFirst, bFirst].map((better) => JSON.stringify({ criteria: criteriaOf(better, 'one') }));
  writeFileSync(join(folder, KEPT), JSON.stringify({ ...stored, answers: { 'a first': a, 'b first': b } }));
}

test('a judge is shown both casts in both orders, and whatever stands first wins: that is a tie', async () => {
  using folder = scratch();
  twoCasts(folder.path);
  await using server = await comparingServer();
  const { code, out, err } = await record(folder.path, [...DIFF, ...judgedBy(server)]);
  expect({ code, err }).toEqual({ code: 2, err: '' });
  expect(out).toContain('--- a.cast\n+++ b.cast');
  expect(out).toMatch(/judge chatcompletion\/judge-1, \d+ and \d+ frames: own: neither is better\n {2}clear: tie/);
  const [ab = '', ba = '', ...more] = server.requests.entries.map(({ body }) => body);
  expect(more).toEqual([]);
  expect(ab).toContain('image/png');
  expect([ab, ba].map((body) => body.lastIndexOf('three') < body.lastIndexOf('zebra'))).toEqual([true, false]);
});

test('the cast that wins in both orders is better', async () => {
  using folder = scratch();
  twoCasts(folder.path);
  await storeAnswers(folder.path, 'second', 'first');
  const { out } = await record(folder.path, [...DIFF, '--judge-replay', KEPT]);
  expect(out).toContain('own: b.cast is better\n  clear: b.cast: The second one.');
});

test('a judge changes no exit code: equal screens are equal, whichever cast is better', async () => {
  using folder = scratch();
  twoCasts(folder.path);
  await storeAnswers(folder.path, 'first', 'second');
  const { code, out } = await record(folder.path, [...DIFF, '--at', '600ms', '--json', '--judge-replay', KEPT]);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    equal: true,
    judge: {
      model: 'chatcompletion/judge-1',
      comparison: { winner: 'a', criteria: [{ id: 'clear', winner: 'a', looks: ['a', 'a'] }] },
      notice: null,
    },
    exitCode: 0,
  });
});

test('a quote that is not there does not count', async () => {
  using folder = scratch();
  twoCasts(folder.path);
  await using server = await comparingServer('nobody wrote this');
  const { out } = await record(folder.path, [...DIFF, ...judgedBy(server)]);
  expect(out).toContain('neither is better');
  expect(out).toContain('  clear: no look counts');
});

test('stored answers compare again without anybody being asked, and only the same casts', async () => {
  using folder = scratch();
  twoCasts(folder.path);
  const server = await comparingServer();
  const first = await record(folder.path, [...DIFF, ...judgedBy(server)]);
  await server.close();
  expect(first.out).toContain(`answers of the judge: ${join(folder.path, KEPT)}`);
  const kept = readFileSync(join(folder.path, KEPT), 'utf8');
  const again = await record(folder.path, [...DIFF, '--judge-replay', KEPT]);
  expect(again).toMatchObject({ code: 2, err: '' });
  expect(again.out).toContain('neither is better');
  expect(readFileSync(join(folder.path, KEPT), 'utf8')).toBe(kept);

  const turned = ['diff', 'b.cast', 'a.cast', '--at', '600ms', '--judge', 'own.yaml', '--judge-replay', KEPT];
  const refused = await record(folder.path, turned);
  expect(refused.code).toBe(2);
  expect(refused.err).toContain('judge skipped: the stored answers are about another film');
  expect(refused.out).toBe('the screens are equal');
});

test('without a key nobody compares, with a warning, and the difference is still told', async () => {
  using folder = scratch();
  twoCasts(folder.path);
  const { code, out, err } = await record(folder.path, DIFF);
  expect(code).toBe(2);
  expect(err).toContain('judge skipped: there is no key of gemini, openai, claude, openrouter');
  expect(out).toContain('--- a.cast');
  expect(existsSync(join(folder.path, KEPT))).toBe(false);
});

test('a rubric that is not there is refused before anything is compared', async () => {
  using folder = scratch();
  twoCasts(folder.path);
  const refused = await record(folder.path, ['diff', 'a.cast', 'b.cast', '--judge', 'none']);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toContain('there is no such rubric');
});
