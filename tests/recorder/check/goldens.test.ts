import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ok, fail } from '../../../src/shared/result.ts';
import type { GoldenOptions, GoldenPictures, GoldenStore } from '../../../src/recorder/check/golden/golden-store.ts';
import { goldenNameProblem } from '../../../src/recorder/check/golden/golden-name.ts';
import { createGoldens } from '../../../src/recorder/check/goldens.ts';
import type { GoldenRequest } from '../../../src/recorder/play/play-ports.ts';
import type { CheckResult } from '../../../src/recorder/check/check-result.ts';
import { AT, viewOf } from './views.ts';

interface MemoryStore extends GoldenStore {
  readonly files: Map<string, string | Uint8Array>;
}

function memoryStore(files: Readonly<Record<string, string>> = {}): MemoryStore {
  const kept = new Map<string, string | Uint8Array>(Object.entries(files));
  return {
    files: kept,
    read: (path) => {
      const content = kept.get(path);
      return Promise.resolve(ok(typeof content === 'string' ? content : null));
    },
    write: (path, content) => {
      kept.set(path, content);
      return Promise.resolve(ok(null));
    },
    remove: (path) => {
      kept.delete(path);
      return Promise.resolve(ok(null));
    },
  };
}

const PICTURES: GoldenPictures = {
  render: ({ text }) => ({
    picture: { width: 1, height: 1, pixels: new Uint32Array(1) },
    sha256: createHash('sha256').update(text.join('')).digest('hex'),
  }),
  compare: () => ({ width: 2, height: 1, pixels: new Uint32Array(2) }),
  encode: ({ width }) => Uint8Array.of(width),
};

const OPTIONS: GoldenOptions = { mode: 'check', folder: 'goldens/vote', out: 'out/vote', pictures: PICTURES };
const GOLDEN: GoldenRequest = { name: 'end', level: null, masks: [], at: AT };

async function compare(
  store: GoldenStore,
  output: string,
  options: Partial<GoldenOptions> = {},
  golden: Partial<GoldenRequest> = {},
): Promise<CheckResult> {
  return createGoldens(store, { ...OPTIONS, ...options })({ ...GOLDEN, ...golden }, await viewOf(output, {}, [10, 3]));
}

async function stored(output: string, golden: Partial<GoldenRequest> = {}): Promise<MemoryStore> {
  const store = memoryStore();
  const result = await compare(store, output, { mode: 'create-missing' }, golden);
  expect(result.ok).toBe(true);
  return store;
}

const names = (store: MemoryStore): string[] => Array.from(store.files.keys()).toSorted();

describe('a golden', () => {
  test('is text and cells, every row of it', async () => {
    const store = await stored('vote \u001b[31mone');
    expect(names(store)).toEqual(['goldens/vote/end.cells.json', 'goldens/vote/end.txt']);
    expect(store.files.get('goldens/vote/end.txt')).toBe('vote one\n\n\n');
    expect(store.files.get('goldens/vote/end.cells.json')).toContain('"palette": ["default","1"]');
  });

  test.each([
    ['text', ['goldens/vote/end.txt']],
    ['cells', ['goldens/vote/end.cells.json']],
    ['pixels', ['goldens/vote/end.cells.json', 'goldens/vote/end.pixels.txt']],
  ] as const)('of the level %s is %j', async (level, expected) => {
    expect(names(await stored('vote', { level }))).toEqual(expected);
  });

  test('that is the same passes, and nothing is written', async () => {
    const store = await stored('vote');
    const before = names(store);
    expect(await compare(store, 'vote')).toMatchObject({
      rule: 'golden',
      ok: true,
      at: AT,
      atMs: 1234,
      evidence: null,
    });
    expect(names(store)).toEqual(before);
  });

  test('that differs is shown as a diff, as what was seen, and as a picture', async () => {
    const store = await stored('vote one');
    const result = await compare(store, 'vote two');
    expect(result).toMatchObject({ ok: false, severity: 'error', rows: [0, 0] });
    expect(result.message).toBe('golden end differs in 3 cells of 1 row; see out/vote/end.diff.png');
    expect(result.evidence).toBe(
      '--- expected\n+++ now\n@@ -1,3 +1,3 @@\n-vote one\n+vote two\n \n \nrow 1, columns 6–8: "one" → "two"',
    );
    expect(store.files.get('out/vote/end.actual.txt')).toBe('vote two\n\n\n');
    expect(store.files.has('out/vote/end.actual.cells.json')).toBe(true);
    expect(store.files.get('out/vote/end.diff.png')).toEqual(Uint8Array.of(2));
    expect(result.picture).toBe('out/vote/end.diff.png');
    expect(store.files.get('goldens/vote/end.txt')).toBe('vote one\n\n\n');
  });

  test('that differs in colour only says so', async () => {
    const result = await compare(await stored('vote'), '\u001b[32mvote');
    expect(result.message).toBe(
      'golden end differs in 4 cells of 1 row, in colour and style only; see out/vote/end.diff.png',
    );
    expect(result.evidence).toContain('"vote" looks different: default on default → colour 2 on default');
  });

  test('that differs in the cursor only says so', async () => {
    const result = await compare(await stored('vote'), 'vote\u001b[?25l');
    expect(result.evidence).toBe('the cursor was a block at 1,5 and now was hidden');
  });

  test('that differs in size says so', async () => {
    const store = await stored('vote');
    const port = createGoldens(store, OPTIONS);
    const result = await port(GOLDEN, await viewOf('vote', {}, [12, 3]));
    expect(result.evidence).toContain('the screen was 10x3 and is 12x3');
  });

  test('of pixels tells a change of drawing from one of the screen', async () => {
    const store = await stored('vote', { level: 'pixels' });
    const drawn: GoldenPictures = {
      ...PICTURES,
      render: (grid) => ({ ...PICTURES.render(grid), sha256: 'f'.repeat(64) }),
    };
    const result = await compare(store, 'vote', { pictures: drawn }, { level: 'pixels' });
    expect(result).toMatchObject({ ok: false, message: 'golden end differs; see out/vote/end.diff.png', rows: null });
    expect(result.evidence).toMatch(/^the picture is another one: [\da-f]{64} 1x1 → f{64} 1x1$/);
  });

  test('of pixels needs something that draws', async () => {
    const result = await compare(memoryStore(), 'x', { pictures: null }, { level: 'pixels' });
    expect(result.message).toContain('there is nothing here to draw pictures with');
  });

  test('that is not there fails a check, which shows what would be stored and stores nothing', async () => {
    const store = memoryStore();
    const result = await compare(store, 'vote');
    expect(result).toMatchObject({
      ok: false,
      message: 'golden end is not stored: there is no end.txt and no end.cells.json; see out/vote/end.actual.png',
    });
    expect(names(store)).toEqual([
      'out/vote/end.actual.cells.json',
      'out/vote/end.actual.png',
      'out/vote/end.actual.txt',
    ]);
  });

  test('that fails says where to look, and how to store it, in the words of its caller', async () => {
    const words = { shownOut: 'films/out', howToStore: '--update', pictures: null };
    const absent = await compare(memoryStore(), 'vote', words);
    expect(absent.message).toMatch(
      /; --update stores it; see films\/out\/end\.actual\.txt and films\/out\/end\.actual\./,
    );
    const differing = await compare(await stored('vote', { level: 'text' }), 'veto', words, { level: 'text' });
    expect(differing.message).toMatch(/ rows; see films\/out\/end\.actual\.txt$/);
  });

  test('that was stored is news, and only then', async () => {
    const store = memoryStore();
    const first = await compare(store, 'vote', { mode: 'create-missing' });
    expect(first).toMatchObject({ ok: true, message: 'golden end is new and was stored', isNews: true });
    expect(await compare(store, 'vote', { mode: 'create-missing' })).not.toHaveProperty('isNews');
  });

  test('that is not there is made by the mode for that, but never one that differs', async () => {
    const store = await stored('vote');
    expect((await compare(store, 'veto', { mode: 'create-missing' })).ok).toBe(false);
    expect(store.files.get('goldens/vote/end.txt')).toBe('vote\n\n\n');
  });

  test('is rewritten by an update, which clears away what earlier runs left', async () => {
    const store = await stored('vote');
    await compare(store, 'veto');
    const result = await compare(store, 'veto', { mode: 'update' });
    expect(result).toMatchObject({ ok: true, message: 'golden end was rewritten', isNews: true });
    expect(store.files.get('goldens/vote/end.txt')).toBe('veto\n\n\n');
    expect(names(store)).toEqual(['goldens/vote/end.cells.json', 'goldens/vote/end.txt']);
  });

  test('that is as stored again takes away all that told of a difference, and nothing else', async () => {
    const store = await stored('vote', { level: 'pixels' });
    const stale = ['actual.txt', 'actual.cells.json', 'actual.pixels.txt', 'actual.png', 'diff.png'];
    for (const ending of stale) store.files.set(`out/vote/end.${ending}`, 'of an earlier run');
    store.files.set('out/vote/other.diff.png', 'of another golden');
    expect((await compare(store, 'vote', {}, { level: 'pixels' })).ok).toBe(true);
    expect(names(store)).toEqual([
      'goldens/vote/end.cells.json',
      'goldens/vote/end.pixels.txt',
      'out/vote/other.diff.png',
    ]);
  });

  test('whose old evidence cannot be removed is a failed check', async () => {
    const store = { ...(await stored('vote')), remove: () => Promise.resolve(fail('permission denied')) };
    const result = await compare(store, 'vote');
    expect(result.message).toBe('golden end: out/vote/end.actual.txt cannot be removed: permission denied');
  });

  test('taken twice of different screens cannot be stored', async () => {
    const store = memoryStore();
    const port = createGoldens(store, { ...OPTIONS, mode: 'update' });
    expect((await port(GOLDEN, await viewOf('one'))).ok).toBe(true);
    expect((await port(GOLDEN, await viewOf('one'))).ok).toBe(true);
    expect((await port(GOLDEN, await viewOf('two'))).message).toContain('golden end is taken twice');
    expect(store.files.get('goldens/vote/end.txt')).toContain('one');
  });

  test('is compared and stored masked, in text and cells', async () => {
    const masks = [{ pattern: '[0-9]+ms', as: 'N ms' }];
    const store = await stored('in 12ms', { masks });
    expect(store.files.get('goldens/vote/end.txt')).toBe('in N ms\n\n\n');
    expect(store.files.get('goldens/vote/end.cells.json')).not.toContain('12');
    expect((await compare(store, 'in 9999ms', {}, { masks })).evidence).toContain('cursor');
    expect((await compare(store, 'in 99ms', {}, { masks })).ok).toBe(true);
    const failed = await compare(store, 'at 99ms', {}, { masks });
    expect([failed.ok, store.files.get('out/vote/end.actual.txt')]).toEqual([false, 'at N ms\n\n\n']);
  });

  test('is masked too in what is told of a golden that is not stored', async () => {
    const { evidence } = await compare(memoryStore(), 'a key', {}, { masks: [{ pattern: 'key', as: null }] });
    expect(evidence?.trimEnd()).toBe('a ***');
  });

  test('with a mask that is no pattern fails by name', async () => {
    const result = await compare(memoryStore(), 'x', {}, { masks: [{ pattern: '[', as: null }] });
    expect(result.message).toContain('golden end: mask /[/ cannot be used');
  });

  test('whose file another system or hand has touched is the same when it says the same', async () => {
    const store = await stored('vote');
    for (const [path, content] of store.files) store.files.set(path, String(content).replaceAll('\n', '\r\n'));
    const cells = String(store.files.get('goldens/vote/end.cells.json'));
    store.files.set('goldens/vote/end.cells.json', JSON.stringify(JSON.parse(cells)));
    expect((await compare(store, 'vote')).ok).toBe(true);
  });

  test('whose file is damaged fails with what is wrong, and is drawn from its text', async () => {
    const store = await stored('vote');
    store.files.set('goldens/vote/end.cells.json', '<<<<<<< HEAD');
    const result = await compare(store, 'vote');
    expect(result.evidence).toMatch(/^the stored cells cannot be read: it is not JSON/);
    expect(store.files.has('out/vote/end.diff.png')).toBe(true);
  });

  test('a store that fails is a failed check', async () => {
    const store = { ...memoryStore(), read: () => Promise.resolve(fail('permission denied')) };
    const result = await compare(store, 'vote');
    expect(result.message).toBe('golden end: goldens/vote/end.txt cannot be read: permission denied');
  });
});

describe('the name of a golden', () => {
  test.each(['end', 'vote.1', 'a/b-c/d_e', '1st', 'constant', 'comma'])('%s is fine', (name) => {
    expect(goldenNameProblem(name)).toBeNull();
  });

  test.each([
    '',
    '../x',
    '/etc/x',
    'a//b',
    'a\\b',
    'a b',
    '.x',
    'a/.git',
    'x\n',
    'x.',
    'CON',
    'a/nul.x',
    'é',
    'x.txt',
    'x.actual',
    'x'.repeat(101),
  ])('%j is refused and nothing is touched', async (name) => {
    const store = memoryStore();
    const result = await compare(store, 'x', { mode: 'update' }, { name });
    expect([result.ok, store.files.size]).toEqual([false, 0]);
    expect(result.message).toContain(goldenNameProblem(name));
  });
});
