import type * as Blessed from 'neo-blessed';

/** One cell of blessed's screen: attributes as 9 bits background, 9 foreground and flags from bit 18; a character. */
export type BlessedCell = [attributes: number, character: string];

/**
 * What we use of blessed without its types (and promise) covering it. Nobody will publish the package again, so these
 * cannot drift; a test still checks every one of them on both packages.
 */
interface ScreenInternals {
  readonly lines: BlessedCell[][];
  readonly clickable: unknown[];
  readonly keyable: unknown[];
  readonly history: unknown[];
  draw(start: number, end: number): void;
}

export type BlessedScreen = Blessed.Widgets.Screen & ScreenInternals;

interface TputClass {
  readonly prototype: {
    readTerminfo: (this: { parseTerminfo(data: Uint8Array, file: string): unknown }, term?: string) => unknown;
  };
}

export interface ColoursModule {
  match(red: string | number | readonly number[], green?: number, blue?: number): number;
}

/** The base package and the parts of it we reach into. */
export interface BlessedBase {
  readonly blessed: typeof Blessed;
  readonly newScreen: (options: object) => BlessedScreen;
  readonly colours: ColoursModule;
  readonly tput: TputClass;
  /** Compiled terminfo of xterm-256color that comes with the package. */
  readonly terminfoFile: string;
}

export type BaseName = 'neo-blessed' | 'blessed';
