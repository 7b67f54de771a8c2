/** Something a person did at the keyboard, as a tape can say it. */
export type TypedStep =
  | { readonly type: 'text'; readonly text: string }
  /** A line of the tape as it stands, such as `Enter`, `Ctrl+C` or `# massgen: key F5`. */
  | { readonly type: 'line'; readonly line: string }
  | { readonly type: 'pause'; readonly ms: number }
  /** Something was typed that the screen did not show. */
  | { readonly type: 'withheld' };

/** Keys that change what was typed before them and leave it to be typed on. */
export const EDITING_KEYS: ReadonlySet<string> = new Set([
  'backspace',
  'delete',
  'left',
  'right',
  'home',
  'end',
  ...['a', 'b', 'e', 'f', 'h', 'k', 'u', 'w', 'y', 't'].map((letter) => `C-${letter}`),
  ...['b', 'd', 'f', 'backspace', 't'].map((letter) => `M-${letter}`),
  'C-left',
  'C-right',
  'C-backspace',
]);

/** Keys that end a typed line in a way that may hand over a secret. */
export const HANDING_KEYS: ReadonlySet<string> = new Set(['enter', 'tab', 'S-tab', 'C-c', 'C-d', 'C-j', 'C-m']);
