/** What a program can ask of a terminal's colours; `0xrrggbb`. */
export interface TerminalColours {
  readonly background: number;
  readonly foreground: number;
  readonly cursor: number;
  /** The 16 ANSI colours. */
  readonly palette: readonly number[];
}

/** The colours of VHS's built-in theme. */
export const DEFAULT_COLOURS: TerminalColours = {
  background: 0x171717,
  foreground: 0xdddddd,
  cursor: 0xdddddd,
  palette: [
    0x282a2e, 0xd74e6f, 0x31bb71, 0xd3e561, 0x8056ff, 0xed61d7, 0x04d7d7, 0xbfbfbf, 0x4d4d4d, 0xfe5f86, 0x00d787,
    0xebff71, 0x9b79ff, 0xff7aea, 0x00fefe, 0xe6e6e6,
  ],
};
