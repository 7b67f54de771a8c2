import { clamp } from '../shared/clamp.ts';
import type { LayoutChoice } from '../views/layout.ts';
import type { Detail } from '../views/panes/block-lines.ts';
import type { Zone } from './keymap.ts';
import type { Notice, ScrollStep, UiAction, UiRequest } from './ui-actions.ts';

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

const SAME_PRESS_MS = 400;
const FORCE_WITHIN_MS = 10_000;
const LEAVE_WITHIN_MS = 2000;
const QUIET_BEFORE_SWITCH_MS = 10_000;
const QUIET_BEFORE_KEYS_MS = 1500;

const UNTOUCHED = { lastKeyMs: Number.NEGATIVE_INFINITY, lastTypedMs: Number.NEGATIVE_INFINITY } as const;

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

const only = (ui: UiState): UiStep => ({ ui, requests: [] });

/** The next state of the screen. Pure: the same actions always give the same screen. */
export function reduceUi(ui: UiState, action: UiAction): UiStep {
  switch (action.type) {
    case 'key':
      return key({ ...ui, lastKeyMs: action.nowMs, topPending: false }, action, ui.topPending);
    case 'typed':
      return only({ ...ui, lastKeyMs: action.nowMs, lastTypedMs: action.nowMs, leaveUntilMs: null });
    case 'focus':
      return only(action.index >= 0 && action.index < ui.agents ? { ...ui, focus: action.index } : ui);
    case 'enter_input':
      return only(enterInput(ui));
    case 'turn_started':
      // Who has just asked neither reads nor types yet: the keys that made the question do not hold the view.
      return only({
        ...ui,
        ...UNTOUCHED,
        turn: 'running',
        screen: 'panes',
        overlay: null,
        cancelledAtMs: null,
        notice: null,
      });
    case 'winner':
      // The view never moves under somebody who reads or types.
      return only(
        action.following && action.nowMs - ui.lastKeyMs >= QUIET_BEFORE_SWITCH_MS && ui.overlay === null
          ? { ...ui, screen: 'final' }
          : ui.screen === 'final'
            ? ui
            : { ...ui, notice: { text: `${action.text} · ${keyThere(ui, 'p')} shows`, role: 'winner', untilMs: null } },
      );
    case 'turn_ended':
      return {
        ui: {
          ...ui,
          turn: 'ended',
          leaving: false,
          overlay: ui.overlay === 'stop' ? null : ui.overlay,
          zone: action.draftEmpty && action.nowMs - ui.lastTypedMs >= QUIET_BEFORE_KEYS_MS ? 'keys' : ui.zone,
        },
        requests: ui.leaving ? [{ type: 'leave', forced: false }] : [],
      };
    case 'notice':
      return only({ ...ui, notice: action.notice });
    case 'tick': {
      const stale = ui.notice?.untilMs !== undefined && ui.notice.untilMs !== null && ui.notice.untilMs <= action.nowMs;
      return only(stale ? { ...ui, notice: null, leaveUntilMs: null } : ui);
    }
  }
}

/** How a letter of KEYS is pressed from where the keys go now. */
export const keyThere = (ui: UiState, letter: string): string => (ui.zone === 'edit' ? `Esc ${letter}` : letter);

/** Looking at an agent leaves the final answer, unless there is nobody else. */
const look = (ui: UiState, index: number): UiState => ({
  ...ui,
  focus: index,
  screen: ui.screen === 'final' && ui.agents > 1 ? 'panes' : ui.screen,
});

type KeyAction = Extract<UiAction, { type: 'key' }>;

function key(ui: UiState, action: KeyAction, topPending: boolean): UiStep {
  const ask = (...requests: readonly UiRequest[]): UiStep => ({ ui, requests });
  switch (action.action) {
    case 'submit':
      return ask({ type: 'submit' });
    case 'next_pane':
      return only(look(ui, (ui.focus + 1) % ui.agents));
    case 'previous_pane':
      return only(look(ui, (ui.focus + ui.agents - 1) % ui.agents));
    case 'pick_pane':
      return only(Number(action.chord) > ui.agents ? ui : look(ui, Number(action.chord) - 1));
    case 'leave_input':
      return only({ ...ui, zone: 'keys' });
    case 'enter_input':
      return only(enterInput(ui));
    case 'end_of_input':
      return action.draftEmpty ? leave(ui) : only(ui);
    case 'leave':
      return leave(ui);
    case 'top_prefix':
      if (!topPending) return only({ ...ui, topPending: true });
      return ui.overlay === 'help' ? only(scrollHelp(ui, 'top', action)) : ask({ type: 'scroll', step: 'top' });
    case 'line_up':
    case 'line_down':
    case 'half_up':
    case 'half_down':
    case 'page_up':
    case 'page_down':
    case 'top':
    case 'follow':
      return ui.overlay === 'help'
        ? only(scrollHelp(ui, action.action, action))
        : ask({ type: 'scroll', step: action.action });
    case 'toggle_final':
      return only({
        ...ui,
        screen: ui.screen === 'final' ? 'panes' : ui.turn === 'none' ? ui.screen : 'final',
        notice: null,
      });
    case 'show_final':
      return only(ui.turn === 'none' ? ui : { ...ui, screen: 'final', notice: null });
    case 'cycle_layout':
      return only({ ...ui, layout: NEXT_LAYOUT[ui.layout], screen: ui.screen === 'final' ? 'panes' : ui.screen });
    case 'zoom':
      return only({ ...ui, layout: ui.layout === 'focus' ? 'auto' : 'focus' });
    case 'cycle_detail':
      return only({ ...ui, detail: NEXT_DETAIL[ui.detail] });
    case 'help':
      return only({ ...ui, overlay: ui.overlay === 'help' ? null : 'help', helpTop: 0 });
    case 'close':
      return only({ ...ui, overlay: null });
    case 'answer_now':
      return { ui: { ...ui, overlay: null }, requests: [{ type: 'answer_now' }] };
    case 'cancel_turn':
      return cancel({ ...ui, overlay: null }, action.nowMs);
    case 'cancel_and_leave':
      return {
        ui: {
          ...ui,
          overlay: null,
          leaving: true,
          cancelledAtMs: action.nowMs,
          notice: {
            text: 'Cancelling, saving, then leaving; Ctrl-C leaves at once',
            role: 'warning',
            untilMs: null,
          },
        },
        requests: [{ type: 'cancel_and_leave' }],
      };
    case 'interrupt':
      return interrupt(ui, action);
    case 'redraw':
      return ask({ type: 'redraw' });
    case 'suspend':
      return ask({ type: 'suspend' });
  }
}

const NEXT_LAYOUT: Readonly<Record<LayoutChoice, LayoutChoice>> = {
  auto: 'focus',
  focus: 'split',
  split: 'grid',
  grid: 'stack',
  stack: 'auto',
};
const NEXT_DETAIL: Readonly<Record<Detail, Detail>> = { compact: 'normal', normal: 'verbose', verbose: 'compact' };
const HELP_ROWS = 12;

/** A page keeps a line of the one before; nothing scrolls past the end. */
function scrollHelp(ui: UiState, step: ScrollStep, { help }: KeyAction): UiState {
  const { rows, lastTop } = help ?? { rows: HELP_ROWS, lastTop: Number.POSITIVE_INFINITY };
  const steps: Readonly<Record<ScrollStep, number>> = {
    line_up: -1,
    line_down: 1,
    half_up: -Math.ceil(rows / 2),
    half_down: Math.ceil(rows / 2),
    page_up: 1 - rows,
    page_down: rows - 1,
    top: Number.NEGATIVE_INFINITY,
    follow: Number.POSITIVE_INFINITY,
  };
  return { ...ui, helpTop: clamp(clamp(ui.helpTop, 0, lastTop) + steps[step], 0, lastTop) };
}

/** A replay has nobody to write to. */
const enterInput = (ui: UiState): UiState => (ui.readOnly ? ui : { ...ui, zone: 'edit' });

/** Nothing is lost when no turn runs; else the person is asked. */
const leave = (ui: UiState): UiStep =>
  ui.turn === 'running' && !ui.readOnly
    ? only({ ...ui, overlay: 'stop' })
    : { ui, requests: [{ type: 'leave', forced: false }] };

function cancel(ui: UiState, nowMs: number): UiStep {
  return {
    ui: {
      ...ui,
      cancelledAtMs: nowMs,
      notice: {
        text: 'Cancelling; Ctrl-C again leaves at once. What was written is kept',
        role: 'warning',
        untilMs: null,
      },
    },
    requests: [{ type: 'dispatch', command: { type: 'cancel', source: 'ui', level: 1 } }],
  };
}

/**
 * The ladder of Ctrl-C. Help is closed. A running turn is cancelled, then left by force; a second press that comes when
 * the turn is over just leaves, as does any press on an empty line then. A draft is put away first.
 */
function interrupt(ui: UiState, { nowMs, draftEmpty }: KeyAction): UiStep {
  if (ui.overlay === 'help') return only({ ...ui, overlay: null });
  if (ui.readOnly) return leave(ui);
  const since = ui.cancelledAtMs === null ? Number.POSITIVE_INFINITY : nowMs - ui.cancelledAtMs;
  if (ui.turn === 'running') {
    if (since > FORCE_WITHIN_MS) return cancel({ ...ui, overlay: null }, nowMs);
    if (since < SAME_PRESS_MS) return only(ui);
    return {
      ui,
      requests: [
        { type: 'dispatch', command: { type: 'cancel', source: 'ui', level: 2 } },
        { type: 'leave', forced: true },
      ],
    };
  }
  if (ui.turn === 'ended' && (draftEmpty || since <= LEAVE_WITHIN_MS))
    return { ui, requests: [{ type: 'leave', forced: false }] };
  if (!draftEmpty) return { ui, requests: [{ type: 'stash_draft' }] };
  if (ui.leaveUntilMs !== null && nowMs <= ui.leaveUntilMs) return { ui, requests: [{ type: 'leave', forced: false }] };
  const untilMs = nowMs + LEAVE_WITHIN_MS;
  return only({ ...ui, leaveUntilMs: untilMs, notice: { text: 'Ctrl-C again to leave', role: 'warning', untilMs } });
}
