import type { OutputKind } from '../encode/output-kinds.ts';
import type { Directive } from './directive.ts';
import type { SourceSpan } from './source-span.ts';
import type { KeyName, SettingName } from './tables.ts';

export type { SourceSpan } from './source-span.ts';

export type Modifier = 'Ctrl' | 'Alt' | 'Shift';

/** What a command asks for. Times are in milliseconds, rounded to none. */
export type CommandBody =
  /** `value` in the reference's form: times with their unit (`75ms`), `LoopOffset` with its `%`. */
  | { readonly type: 'set'; readonly setting: SettingName; readonly value: string }
  | { readonly type: 'output'; readonly kind: OutputKind; readonly path: string }
  | { readonly type: 'require'; readonly program: string }
  | { readonly type: 'type'; readonly text: string; readonly perKeyMs: number | null }
  | { readonly type: 'key'; readonly key: KeyName; readonly count: number; readonly perKeyMs: number | null }
  /** Moves the viewport; up is negative. */
  | { readonly type: 'scroll'; readonly lines: number; readonly perKeyMs: number | null }
  /** Each key is one character or a `KeyName`; pressed in turn while the modifiers are held. */
  | { readonly type: 'chord'; readonly modifiers: readonly Modifier[]; readonly keys: readonly string[] }
  | { readonly type: 'sleep'; readonly ms: number }
  | {
      readonly type: 'wait';
      readonly scope: 'line' | 'screen';
      /** As written, in RE2's syntax; null means `WaitPattern`. */
      readonly pattern: string | null;
      readonly timeoutMs: number | null;
    }
  | { readonly type: 'hide' | 'show' | 'paste' }
  | { readonly type: 'screenshot'; readonly path: string }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'env'; readonly name: string; readonly value: string }
  | { readonly type: 'directive'; readonly directive: Directive }
  /** What could not be parsed; keeps its place, does nothing. */
  | { readonly type: 'illegal' };

/** One command, in the order of the tape. `at` is its first word; of a directive, its comment from `massgen:` on. */
export type TapeCommand = { readonly at: SourceSpan } & CommandBody;

export interface TapeError extends SourceSpan {
  readonly message: string;
}

/** Something that VHS would ignore or read differently. */
export interface PortabilityNote extends SourceSpan {
  readonly message: string;
}

/** Never thrown, always returned whole: a tape with errors has them beside everything that could be read. */
export interface ParsedTape {
  readonly commands: readonly TapeCommand[];
  readonly errors: readonly TapeError[];
  readonly notes: readonly PortabilityNote[];
  /** What is allowed, VHS takes it too, and is probably not meant. Extended mode only; absent for none. */
  readonly warnings?: readonly PortabilityNote[];
  /** The commands in the reference's shape: type, options, arguments. Directives are not among them. */
  readonly raw: readonly (readonly [type: string, options: string, args: string])[];
}

export interface ParseOptions {
  /** `strict` reads exactly what the pinned VHS reads; default `extended`. */
  readonly mode?: 'strict' | 'extended';
  /** Gives the variables that directives name as `${NAME}`. Without it, such words stay as they are. */
  readonly environment?: (name: string) => string | undefined;
  /**
   * Reads a `Source`d tape; undefined when there is none, else the end of a sentence. Default: there is none. `from` is
   * the sourced tape that names it, as it was named itself, without `./`; undefined for the tape itself.
   */
  readonly readSource?: (path: string, from?: string) => string | { readonly problem: string } | undefined;
}
