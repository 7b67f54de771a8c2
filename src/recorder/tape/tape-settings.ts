import type { OutputKind } from '../encode/output-kinds.ts';
import type { CastLook } from '../play/recording.ts';

/** What the `Set` commands and the directives of a tape's header ask for, with the defaults of `recording.md` §2.4. */
export interface TapeSettings extends CastLook {
  /** Null: no shell, because `exec` names the program. */
  readonly shell: string | null;
  readonly exec: readonly string[] | null;
  readonly fontFamily: string | null;
  /** Where they are given, `width` and `height` are not looked at. */
  readonly cells: { readonly columns: number; readonly rows: number } | null;
  /** `#rrggbb`, a path of an image, or null for the theme's background. */
  readonly marginFill: string | null;
  readonly playbackSpeed: number;
  /** Percent of the film by which its start is moved. */
  readonly loopOffset: number;
  readonly typingSpeedMs: number;
  /** A name, a JSON object, or null for the built-in one. */
  readonly theme: string | null;
  readonly themes: readonly string[];
  readonly waitTimeoutMs: number;
  readonly waitPattern: string;
  readonly outputs: readonly { readonly kind: OutputKind; readonly path: string }[];
  readonly requires: readonly string[];
  readonly env: readonly (readonly [name: string, value: string])[];
  readonly clock: 'real' | 'virtual' | null;
  readonly seed: number | null;
  readonly timezone: string;
  readonly locale: string;
  readonly settleMs: number | null;
  readonly holdLastMs: number | null;
  readonly idleLimitMs: number | null;
}
