import type { CoordinationEvent } from '../coordination/events.ts';
import type { AgentCard } from '../coordination/events/run.ts';
import type { State } from '../coordination/state.ts';
import { fitColumns, textWidth } from '../terminal/text/clusters.ts';
import { createSanitiser, sanitise } from '../terminal/text/sanitise.ts';
import type { Glyphs } from '../views/glyphs.ts';
import type { LayoutChoice } from '../views/layout.ts';
import type { Moments } from '../views/moments.ts';
import { foldMoments, NO_MOMENTS } from '../views/moments.ts';
import type { Cleaning } from '../views/panes/block.ts';
import type { Cells } from '../views/span.ts';
import type { FinalText } from './panes/final-text.ts';
import { createFinalText } from './panes/final-text.ts';
import type { Pane } from './panes/pane.ts';
import { createPane } from './panes/pane.ts';
import type { Theme } from './theme.ts';
import type { UiState } from './ui-state.ts';
import { INITIAL_UI } from './ui-state.ts';

/** The engine's way of counting cells, for the views. */
export const CELLS: Cells = { width: textWidth, fit: fitColumns };

/** The engine's cleaning, for the views. */
export const CLEANING: Cleaning = {
  prose: (text) => sanitise(text),
  name: (text) => sanitise(text, 'name'),
  stream: () => createSanitiser(),
};

/** Everything the dashboard knows at a moment; the frame draws it. */
export interface Board {
  readonly panes: readonly Pane[];
  readonly final: FinalText;
  readonly glyphs: Glyphs;
  readonly title: string;
  ui: UiState;
  state: State | null;
  moments: Moments;
  question: string;
  /** The session exists: a question can start at once. */
  ready: boolean;
  /** The terminal's window has the keyboard; nothing moves while it has not. */
  windowFocused: boolean;
}

export interface BoardOptions {
  readonly cards: readonly AgentCard[];
  readonly title: string;
  readonly theme: Theme;
  readonly glyphs: Glyphs;
  readonly layout: LayoutChoice;
  /** What the screen shows is over already: see `UiState.readOnly`. */
  readonly replay: boolean;
}

export function createBoard({ cards, title, theme, glyphs, layout, replay }: BoardOptions): Board {
  return {
    panes: cards.map((card) => createPane({ card, theme, glyphs, cells: CELLS, cleaning: CLEANING })),
    final: createFinalText(theme, glyphs, CELLS, CLEANING),
    glyphs,
    title,
    ui: {
      ...INITIAL_UI,
      layout,
      agents: Math.max(1, cards.length),
      readOnly: replay,
      zone: replay ? 'keys' : INITIAL_UI.zone,
    },
    state: null,
    moments: NO_MOMENTS,
    question: '',
    ready: false,
    windowFocused: true,
  };
}

/** Takes one fact of the log in. */
export function applyEvent(board: Board, event: CoordinationEvent, state: State): void {
  const atMs = Date.parse(event.timestamp);
  board.state = state;
  board.moments = foldMoments(board.moments, event);
  for (const pane of board.panes) pane.apply(event, atMs);
  board.final.apply(event);
}
