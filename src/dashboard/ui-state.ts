import type { LayoutChoice } from '../views/layout.ts';
import type { Detail } from '../views/panes/block-lines.ts';
import type { Zone } from './keymap.ts';
import type { Notice, UiRequest } from './ui-actions.ts';

/** What the person has made of the screen. Nothing here is in the log. */
export interface UiState {
  /** A replay: nothing can be said to the agents, and leaving loses nothing. */
  readonly readOnly: boolean;
  readonly zone: 'edit' | 'keys';
  readonly overlay: 'help' | 'stop' | null;
  readonly helpTop: number;
  /** Index of the agent whose pane has the focus. */
  readonly focus: number;
  readonly agents: number;
  readonly layout: LayoutChoice;
  readonly detail: Detail;
  readonly screen: 'welcome' | 'panes' | 'final';
  readonly turn: 'none' | 'running' | 'ended';
  /** When the first Ctrl-C of a running turn came; null when none has. */
  readonly cancelledAtMs: number | null;
  /** The person has asked to leave: happens when the cancelled turn is over. */
  readonly leaving: boolean;
  /** Until when a second Ctrl-C leaves. */
  readonly leaveUntilMs: number | null;
  readonly notice: Notice | null;
  /** `g` was pressed and waits for its second. */
  readonly topPending: boolean;
  readonly lastKeyMs: number;
  /** When something was last written into the input line. */
  readonly lastTypedMs: number;
}

export interface UiStep {
  readonly ui: UiState;
  readonly requests: readonly UiRequest[];
}

/** When nobody has pressed a key or typed yet. */
export const UNTOUCHED = { lastKeyMs: Number.NEGATIVE_INFINITY, lastTypedMs: Number.NEGATIVE_INFINITY } as const;

export const INITIAL_UI: UiState = {
  readOnly: false,
  zone: 'edit',
  overlay: null,
  helpTop: 0,
  focus: 0,
  agents: 1,
  layout: 'auto',
  detail: 'normal',
  screen: 'welcome',
  turn: 'none',
  cancelledAtMs: null,
  leaving: false,
  leaveUntilMs: null,
  notice: null,
  topPending: false,
  ...UNTOUCHED,
};

/** The zone that keys go to. */
export const zoneOf = (ui: UiState): Exclude<Zone, 'any'> => ui.overlay ?? ui.zone;

/** A step that asks for nothing. */
export const only = (ui: UiState): UiStep => ({ ui, requests: [] });

/** How a letter of KEYS is pressed from where the keys go now. */
export const keyThere = (ui: UiState, letter: string): string => (ui.zone === 'edit' ? `Esc ${letter}` : letter);
