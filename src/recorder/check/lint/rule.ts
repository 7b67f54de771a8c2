import type { Theme } from '../../picture/picture.ts';
import type { LINT_RULES } from '../../tape/tables.ts';
import type { CellGrid } from '../../terminal/grid.ts';
import type { ExitReport } from '../../terminal/host.ts';
import type { LayoutRecord } from '../../play/recording.ts';

export type LintRuleName = (typeof LINT_RULES)[number];

/** One picture of a film as the rules see it. Everything in it is only lent until the next one. */
export interface LintFrame {
  readonly atMs: number;
  readonly grid: CellGrid;
  /** The picture before; null for the first one, and where the size is new. */
  readonly previous: CellGrid | null;
  /** Other than 0 for every cell that looks different than before; null without `previous`. */
  readonly changed: Uint8Array | null;
  readonly changedCells: number;
  /** What the program printed since the picture before, in how many pieces, and when each came. */
  readonly output: string;
  readonly outputsMs: readonly number[];
  /** When keys were sent since the picture before. */
  readonly inputsMs: readonly number[];
  /** Where the widgets are on this picture; null where nobody told, or where the screen is not the program's own. */
  readonly layout: LayoutRecord | null;
}

/** What a status widget must show at a time, according to the run's own log. */
interface StatusTruth {
  /** Id of the widget. */
  readonly widget: string;
  /** Every one of these texts must stand in it. */
  readonly texts: readonly string[];
}

/** What is known of the whole film. */
export interface LintContext {
  readonly theme: Theme;
  readonly durationMs: number;
  /** How the program ended by itself; null when it was still running. */
  readonly exit: ExitReport | null;
  /** Whether the program tells where its widgets are. */
  readonly hasLayouts: boolean;
  /** Whether keys are known. */
  readonly hasInputs: boolean;
  /** Whether no font has this character; null when nobody can say. */
  readonly isMissing: ((cluster: string) => boolean) | null;
  /** What the status should be at a time; null when there is no log to compare with. */
  readonly statusAt: ((atMs: number) => readonly StatusTruth[]) | null;
}

/** Something that is wrong. The message says what, and stays the same while it stays wrong. */
export interface Finding {
  readonly message: string;
  /** 0-based. */
  readonly rows: readonly [number, number] | null;
  /** The picture that is wrong: the one looked at, or the one before it. Default: this. */
  readonly about?: 'this' | 'before';
}

/** A rule at work on one film. */
export interface RuleRun {
  look(frame: LintFrame): readonly Finding[];
  /** After the last picture: what is wrong with the film as a whole, which takes all points. */
  end?(last: LintFrame): readonly Finding[];
}

/** How a film is judged; `why` when it cannot be. */
export type RuleBasis =
  | { readonly how: 'exact' | 'heuristic'; readonly severity: 'error' | 'warning' }
  | { readonly how: 'not judged'; readonly why: string };

export interface LintRule {
  readonly name: LintRuleName;
  /** One sentence: what it finds. */
  readonly about: string;
  /** What the limit counts. */
  readonly unit: string;
  /** Its share of the whole score. */
  readonly weight: number;
  basis(context: LintContext): RuleBasis;
  /** `limit` null: the rule's own. */
  start(context: LintContext, limit: number | null): RuleRun;
}

export const EXACT: RuleBasis = { how: 'exact', severity: 'error' };
export const NO_LAYOUT: RuleBasis = { how: 'not judged', why: 'the program does not tell where its widgets are' };
export const NOTHING: readonly Finding[] = [];
