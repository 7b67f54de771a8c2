import type { GoldenPort, GoldenRequest, ScreenView } from '../play/play-ports.ts';
import { screenText } from '../encode/text-golden.ts';
import type { CellGrid } from '../terminal/grid.ts';
import type { CheckResult } from './check-result.ts';
import { diffScreens } from './diff-screens.ts';
import type { GoldenForm } from './golden/golden-forms.ts';
import { CELLS_FORM, pixelsForm, TEXT_FORM } from './golden/golden-forms.ts';
import { visibleGrid } from './golden/visible-grid.ts';
import { goldenNameProblem } from './golden/golden-name.ts';
import type { GoldenOptions, GoldenPictures, GoldenStore } from './golden/golden-store.ts';
import { applyMasks } from './masks.ts';
import type { Verdict } from './verdict.ts';
import { failed, passed } from './verdict.ts';
import { plural } from '../../shared/plural.ts';

/** One file, compared. */
interface Compared {
  readonly form: GoldenForm;
  readonly actual: string;
  /** Null when there is no such file. */
  readonly stored: string | null;
  /** Empty when they are equal. */
  readonly difference: string;
}

type GoldenVerdict = Verdict & Pick<CheckResult, 'isNews' | 'picture'>;

/** A file could not be read or written; told as a failed check. */
class StoreFailed extends Error {
  override readonly name = 'StoreFailed';
}

/**
 * Compares screens with stored ones (`recording.md` §8.3, §9.2), after the masks. Without a level text and cells are kept;
 * `pixels` keeps the cells too, so that a difference can be told. What differs, or is missing in `check` mode, is written to
 * `out`, with a picture of both. Never rejects: a store that fails is a failed check.
 */
export function createGoldens(store: GoldenStore, options: GoldenOptions): GoldenPort {
  const written = new Map<string, string>(); // by this run
  const folder = createFolder(store);

  async function verdictOf(golden: GoldenRequest, grid: CellGrid): Promise<GoldenVerdict> {
    const { name } = golden;
    const problem = goldenNameProblem(name);
    if (problem !== null) return failed(`golden ${name}: ${problem}`);
    if (golden.level === 'pixels' && options.pictures === null) {
      return failed(`golden ${name}: there is nothing here to draw pictures with, so pixels cannot be compared`);
    }
    const masked = applyMasks(visibleGrid(grid), golden.masks);
    if (!masked.ok) return failed(`golden ${name}: ${masked.error}`);
    const all: Compared[] = [];
    for (const form of formsFor(golden.level, options.pictures)) {
      const path = `${options.folder}/${name}.${form.suffix}`;
      const actual = form.write(masked.value);
      const stored = await folder.read(path);
      const difference = stored === null ? '' : form.difference(stored, actual, masked.value);
      all.push({ form, actual, stored, difference });
    }
    const missing = all.filter(({ stored }) => stored === null);
    const different = all.filter(({ difference }) => difference !== '');
    if (missing.length === 0 && different.length === 0) {
      await forget(name);
      return passed(`golden ${name} is as stored`);
    }
    const mayWrite = options.mode === 'update' || (options.mode === 'create-missing' && different.length === 0);
    return mayWrite ? keep(name, [...missing, ...different]) : tell(name, masked.value, all);
  }

  /** Stores files, unless this run has stored another screen under the name. */
  async function keep(name: string, files: readonly Compared[]): Promise<GoldenVerdict> {
    const paths = files.map(({ form }) => `${options.folder}/${name}.${form.suffix}`);
    if (files.some(({ actual }, index) => (written.get(paths[index] ?? '') ?? actual) !== actual)) {
      return failed(`golden ${name} is taken twice, of different screens: give one of them another name`);
    }
    for (const [index, { actual }] of files.entries()) {
      const path = paths[index] ?? '';
      await folder.write(path, actual);
      written.set(path, actual);
    }
    await forget(name);
    const isNew = files.every(({ stored }) => stored === null);
    return { ...passed(`golden ${name} ${isNew ? 'is new and was stored' : 'was rewritten'}`), isNews: true };
  }

  /** Writes what was seen beside what was expected. */
  async function tell(name: string, grid: CellGrid, all: readonly Compared[]): Promise<GoldenVerdict> {
    const { out, pictures, shownOut = out } = options;
    const texts = all.map(({ form }) => `${name}.actual.${form.suffix}`);
    for (const [index, { actual }] of all.entries()) await folder.write(`${out}/${texts[index] ?? ''}`, actual);
    const before = storedScreen(all);
    const seeAll = (files: readonly string[]): string =>
      `see ${files.map((file) => `${shownOut}/${file}`).join(' and ')}`;
    if (pictures === null) return differenceOf(name, grid, all, before, seeAll(texts));
    const file = `${name}.${before === null ? 'actual' : 'diff'}.png`;
    const drawn = before === null ? pictures.render(grid).picture : pictures.compare(before, grid);
    await folder.write(`${out}/${file}`, pictures.encode(drawn));
    return { ...differenceOf(name, grid, all, before, seeAll([file])), picture: `${out}/${file}` };
  }

  /** What differs, in words; `see` names the files that show it. */
  function differenceOf(
    name: string,
    grid: CellGrid,
    all: readonly Compared[],
    before: CellGrid | null,
    see: string,
  ): Verdict {
    const missing = all.filter(({ stored }) => stored === null).map(({ form }) => `${name}.${form.suffix}`);
    const differences = all.flatMap(({ difference }) => (difference === '' ? [] : [difference]));
    if (differences.length === 0) {
      const how = options.howToStore === undefined ? '' : `; ${options.howToStore} stores it`;
      const message = `golden ${name} is not stored: there is no ${missing.join(' and no ')}${how}; ${see}`;
      // What a mask hides is not told by the evidence either.
      return failed(message, { evidence: screenText(grid) });
    }
    const evidence = differences.join('\n');
    if (before === null) return failed(`golden ${name} differs; ${see}`, { evidence });
    const changes = diffScreens(before, grid);
    const [first, last] = [changes[0], changes.at(-1)];
    const rows = first === undefined || last === undefined ? null : ([first.row, last.row] as const);
    return failed(`golden ${name} differs${howMuch(changes)}; ${see}`, { rows, evidence });
  }

  /** Of an earlier run, and no longer true. */
  async function forget(name: string): Promise<void> {
    const leftovers = ['actual.txt', 'actual.cells.json', 'actual.pixels.txt', 'actual.png', 'diff.png'];
    for (const leftover of leftovers) await folder.remove(`${options.out}/${name}.${leftover}`);
  }

  return async (golden, view) => {
    try {
      return checkOf(await verdictOf(golden, view.grid), golden, view);
    } catch (error) {
      if (!(error instanceof StoreFailed)) throw error;
      return checkOf(failed(`golden ${golden.name}: ${error.message}`), golden, view);
    }
  };
}

function formsFor(level: GoldenRequest['level'], pictures: GoldenPictures | null): readonly GoldenForm[] {
  if (level === 'text') return [TEXT_FORM];
  if (level === 'cells') return [CELLS_FORM];
  if (level === 'pixels' && pictures !== null) return [CELLS_FORM, pixelsForm(pictures)];
  return [TEXT_FORM, CELLS_FORM];
}

/** Cells tell more than text. */
function storedScreen(all: readonly Compared[]): CellGrid | null {
  for (const { form, stored } of all.toReversed()) {
    const screen = stored === null ? null : form.screen(stored);
    if (screen !== null) return screen;
  }
  return null;
}

function howMuch(changes: ReturnType<typeof diffScreens>): string {
  if (changes.length === 0) return '';
  const cells = changes.reduce((sum, { from, to }) => sum + to - from, 0);
  const rows = new Set(changes.map(({ row }) => row)).size;
  const kind = changes.some(({ isText }) => isText) ? '' : ', in colour and style only';
  return ` in ${plural(cells, 'cell')} of ${plural(rows, 'row')}${kind}`;
}

function checkOf({ evidence, ...verdict }: GoldenVerdict, { at }: GoldenRequest, view: ScreenView): CheckResult {
  const { atMs } = view;
  const shown = evidence ?? (verdict.ok ? null : view.text);
  return { rule: 'golden', severity: 'error', timeout: false, atMs, at, ...verdict, evidence: shown };
}

/** The store, with failures thrown to where all of them are told. */
function createFolder(store: GoldenStore): {
  readonly read: (path: string) => Promise<string | null>;
  readonly write: (path: string, content: string | Uint8Array) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
} {
  return {
    read: async (path) => {
      const read = await store.read(path);
      if (!read.ok) throw new StoreFailed(`${path} cannot be read: ${read.error}`);
      return read.value;
    },
    write: async (path, content) => {
      const done = await store.write(path, content);
      if (!done.ok) throw new StoreFailed(`${path} cannot be written: ${done.error}`);
    },
    remove: async (path) => {
      const done = await store.remove(path);
      if (!done.ok) throw new StoreFailed(`${path} cannot be removed: ${done.error}`);
    },
  };
}
