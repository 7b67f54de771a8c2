import type { Result } from '../../../shared/result.ts';
import type { CellGrid } from '../../terminal/grid.ts';
import type { Picture } from '../diff-picture.ts';

/** Files by their paths; folders are made as they are needed. Failures are sentences. */
export interface GoldenStore {
  /** Null when there is no such file. */
  read(path: string): Promise<Result<string | null, string>>;
  write(path: string, content: string | Uint8Array): Promise<Result<null, string>>;
  /** Fine when there is none. */
  remove(path: string): Promise<Result<null, string>>;
}

/** Pictures of screens, for `pixels` goldens and for the picture of a difference. */
export interface GoldenPictures {
  /** The frame buffer that a film would show of this screen, and its SHA-256 in hexadecimal digits. */
  render(grid: CellGrid): { readonly picture: Picture; readonly sha256: string };
  /** Both screens side by side: `diffPicture`. */
  compare(before: CellGrid, after: CellGrid): Picture;
  encode(picture: Picture): Uint8Array;
}

export interface GoldenOptions {
  /**
   * `check` compares and never writes a golden. `create-missing` also stores what has no golden yet. `update` stores what
   * differs.
   */
  readonly mode: 'check' | 'create-missing' | 'update';
  /** Where goldens lie: paths are `folder/NAME.txt` and so on, with `/` on every system. */
  readonly folder: string;
  /** Where what was seen instead goes: `NAME.actual.*` and `NAME.diff.png`. Should be ignored by version control. */
  readonly out: string;
  /** The same folder as a failure's message names it; absent: as above. */
  readonly shownOut?: string;
  /** What a person can do to store a golden that is missing: `--update`. Absent: not told. */
  readonly howToStore?: string;
  /** Null: no pictures of differences, and `pixels` goldens fail with a sentence. */
  readonly pictures: GoldenPictures | null;
}
