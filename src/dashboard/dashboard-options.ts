import type { AgentCard } from '../coordination/events/run.ts';
import type { Clock } from '../runtime/ports/clock.ts';
import type { Session, TurnResult } from '../runtime/ports/session.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { LayoutChoice } from '../views/layout.ts';
import type { PlacedLayout } from '../views/layout-record.ts';
import type { ThemeColours } from './default-themes.ts';

/** What a dashboard shows, on what, and how. */
export interface DashboardOptions {
  /** Open already; the dashboard neither opens nor closes it, so the caller can print when it has been given back. */
  readonly terminal: Terminal;
  /** May still be in the making: the first frame never waits for it. Its rejection ends the dashboard and is passed on. */
  readonly session: Session | Promise<Session>;
  /** Who will answer, in the order of the configuration. */
  readonly agents: readonly AgentCard[];
  /** Runs at once; null lets the person type it. */
  readonly question: string | null;
  /** Name of the configuration, for the header. */
  readonly title: string;
  readonly clock: Clock;
  /** Null: dark or light, whichever the terminal's background asks for. */
  readonly colours?: ThemeColours | null;
  /** How the panes stand until the person wants them otherwise. Default `auto`. */
  readonly layout?: LayoutChoice;
  /** The cursor is never hidden, for tools that follow it: it stands in the input line. Default false. */
  readonly nativeCursor?: boolean;
  /** No spinners, no movement; words instead. Default false. */
  readonly reduceMotion?: boolean;
  /** Leaves by itself so long after the turn has ended. Default null: when the person does. */
  readonly leaveAfterMs?: number | null;
  /** The session plays what is over: there is nothing to type and nothing to lose by leaving. Default false. */
  readonly replay?: boolean;
  /** Told where everything on the screen is, whenever that changes and before it is drawn; for recordings. */
  readonly onLayout?: (layout: PlacedLayout) => void;
}

/** How the person and the dashboard parted. */
export interface DashboardEnd {
  /** `left`: by the person's wish, `forced`: by a second Ctrl-C, `lost`: the terminal went away or a signal came. */
  readonly why: 'left' | 'forced' | 'lost';
  /** The final answer of the turn, unchanged, to be printed on the normal screen; null when there is none. */
  readonly answer: string | null;
  /** The turn's own code; 0 when none was started, 4 when it was forced to end, 128 + n for a signal. */
  readonly exitCode: number;
  /** Null when no turn has ended. */
  readonly result: TurnResult | null;
  /** What was typed and never sent; null when nothing. */
  readonly draft: string | null;
}
