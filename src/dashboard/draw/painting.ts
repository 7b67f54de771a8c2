import type { Layout } from '../../views/layout.ts';
import type { Scene } from '../../views/scene.ts';
import type { Board } from '../board.ts';
import type { InputLine } from '../input/input-line.ts';
import type { Theme } from '../theme.ts';

/** What the painters need besides their canvas. */
export interface Painting {
  readonly theme: Theme;
  readonly board: Board;
  readonly input: InputLine;
  readonly layout: Layout;
  readonly scene: Scene;
}
