/** A place on the screen, 1-based rows and columns as a person counts them. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** What must be true of the screen or the program (`recording.md` §9.1). */
export type Expectation =
  | { readonly subject: 'screen' | 'line' | 'title'; readonly pattern: string; readonly negated: boolean }
  | {
      readonly subject: 'region';
      readonly from: Place;
      readonly columns: number;
      readonly rows: number;
      readonly pattern: string;
      readonly negated: boolean;
    }
  | {
      readonly subject: 'cell';
      readonly from: Place;
      readonly text: string;
      /** `#rrggbb`, lower case; null when not asked for. */
      readonly foreground: string | null;
      readonly background: string | null;
      readonly bold: boolean | null;
    }
  | { readonly subject: 'cursor'; readonly place: Place | 'hidden' }
  | { readonly subject: 'mode'; readonly mode: 'altscreen' | 'mouse' | 'paste'; readonly on: boolean }
  | { readonly subject: 'exit'; readonly code: number }
  | { readonly subject: 'clean-exit' };

/** A comment that starts with `massgen:`, for the embedded engine (`recording.md` §3.4). Times in milliseconds. */
export type Directive =
  | { readonly name: 'size' | 'resize'; readonly columns: number; readonly rows: number }
  | { readonly name: 'exec'; readonly argv: readonly string[] }
  | { readonly name: 'vhs-only'; readonly edge: 'begin' | 'end' }
  | { readonly name: 'clock'; readonly clock: 'real' | 'virtual' }
  | { readonly name: 'seed'; readonly seed: number }
  | { readonly name: 'timezone' | 'locale'; readonly value: string }
  | { readonly name: 'unicode'; readonly version: 11 | 15 }
  | { readonly name: 'output'; readonly path: string }
  | { readonly name: 'expect'; readonly expectation: Expectation; readonly withinMs: number | null }
  | { readonly name: 'golden'; readonly golden: string; readonly level: 'text' | 'cells' | 'pixels' | null }
  | { readonly name: 'mask'; readonly pattern: string; readonly as: string | null }
  | { readonly name: 'lint'; readonly on: boolean; readonly rules: readonly LintRuleSetting[] }
  | { readonly name: 'judge'; readonly rubric: string; readonly frames: number | null }
  | { readonly name: 'marker' | 'caption'; readonly text: string }
  | { readonly name: 'keys'; readonly shown: boolean }
  | { readonly name: 'speed'; readonly factor: number }
  | { readonly name: 'idle-limit' | 'hold-last' | 'settle'; readonly ms: number }
  | { readonly name: 'key'; readonly key: string }
  | { readonly name: 'mouse'; readonly action: 'click'; readonly at: Place }
  | { readonly name: 'mouse'; readonly action: 'wheel'; readonly at: Place; readonly notches: number }
  | { readonly name: 'themes'; readonly themes: readonly string[] };

export interface LintRuleSetting {
  readonly rule: string;
  readonly limit: number | null;
}

export type DirectiveName = Directive['name'];
