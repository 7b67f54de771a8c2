import { clamp } from '../shared/clamp.ts';
import type { LayoutChoice } from '../views/layout.ts';
import type { Detail } from '../views/panes/block-lines.ts';
import { cancel, cancelAndLeave, interrupt, leave } from './leaving.ts';
import type { KeyAction, ScrollStep, UiAction, UiRequest } from './ui-actions.ts';
import type { UiState, UiStep } from './ui-state.ts';
import { only, UNTOUCHED } from './ui-state.ts';

const QUIET_BEFORE_SWITCH_MS = 10_000;
const QUIET_BEFORE_KEYS_MS = 1500;

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
            : { ...ui, notice: { text: action.text, pDoes: 'shows', role: 'winner', untilMs: null } },
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

/** Looking at an agent leaves the final answer, unless there is nobody else. */
const look = (ui: UiState, index: number): UiState => ({
  ...ui,
  focus: index,
  screen: ui.screen === 'final' && ui.agents > 1 ? 'panes' : ui.screen,
});

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
      return cancelAndLeave(ui, action.nowMs);
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
