import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { RunReport } from '../../src/recorder/check/report.ts';
import { record as recordIn } from '../cli/record/record-run.ts';
import type { RecordRun } from '../cli/record/record-run.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const RECORDINGS = join(ROOT, 'recordings');
const TAPES = readdirSync(join(RECORDINGS, 'tapes')).toSorted();
const PICTURES = JSON.parse(readFileSync(join(RECORDINGS, 'pictures.json'), 'utf8')) as Readonly<
  Record<string, string>
>;

/** What lint gave each film when it was last recorded. */
const SCORES = JSON.parse(readFileSync(join(RECORDINGS, 'scores.json'), 'utf8')) as Readonly<Record<string, number>>;

const record = (args: readonly string[], cwd: string): Promise<RecordRun> =>
  recordIn(cwd, args, { env: { TERM: 'xterm-256color' } });

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** An empty folder in which the tapes can be played without touching the project. */
function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'massgen-tapes-'));
  symlinkSync(RECORDINGS, join(folder, 'recordings'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test.each(TAPES)('%s shows what its goldens hold, and lint finds nothing', async (tape) => {
  const { code, out, err } = await record(
    ['--check', '--lint', 'error', '--json', `recordings/tapes/${tape}`],
    place(),
  );
  expect(err).not.toContain('❌');
  const { checks } = JSON.parse(out) as RunReport;
  expect(checks.filter(({ ok, severity }) => !ok && severity === 'error')).toEqual([]);
  expect(code).toBe(0);
});

test('the real program in a real terminal shows the same, tick by tick', async () => {
  const { code, err } = await record(['--check', '--clock', 'ticks', 'recordings/tapes/small-terminal.tape'], place());
  expect(err).not.toContain('❌');
  expect(code).toBe(0);
});

test.each(TAPES)('%s is a tape of VHS too, in its usual form', async (tape) => {
  const path = join(RECORDINGS, 'tapes', tape);
  expect(await record(['validate', '--strict', path], ROOT)).toMatchObject({ code: 0, err: '' });
  expect((await record(['format', path], ROOT)).out).toBe(readFileSync(path, 'utf8').trimEnd());
});

test('the pictures of the README and the kept scores are those the tapes give now', async () => {
  const folder = place();
  const scores: Record<string, number | null> = {};
  for (const tape of TAPES) {
    const { out } = await record(['--json', `recordings/tapes/${tape}`], folder);
    const { lint } = JSON.parse(out) as RunReport;
    scores[tape] = lint?.uiScore ?? null;
  }
  expect(scores).toEqual(SCORES);
  const drawn = readdirSync(join(folder, 'docs/pictures')).toSorted();
  expect(Object.fromEntries(drawn.map((name) => [name, hashOf(join(folder, 'docs/pictures', name))]))).toEqual(
    PICTURES,
  );
  for (const name of drawn) expect(hashOf(join(ROOT, 'docs/pictures', name))).toBe(PICTURES[name]);
});

test.each(TAPES)('%s gives the same bytes twice, in every format of its own', async (tape) => {
  const kinds = ['gif', 'svg', 'cast', 'txt', 'apng', 'html', 'json'];
  const films = [place(), place()];
  for (const folder of films) {
    const outputs = kinds.flatMap((kind) => ['-o', `film.${kind}`]);
    expect(
      await record(['--quiet', '--fps', '4', '--font-size', '8', ...outputs, `recordings/tapes/${tape}`], folder),
    ).toMatchObject({
      code: 0,
    });
  }
  const [first = [], second] = films.map((folder) => kinds.map((kind) => [kind, hashOf(join(folder, `film.${kind}`))]));
  expect(second).toEqual(first);
  expect(first).toHaveLength(kinds.length);
});
