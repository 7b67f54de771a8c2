import type { InputEvent, KeyEvent, MouseEvent } from '../../terminal/input/input-event.ts';
import type { Board } from '../board.ts';
import type { DashboardFrame } from '../frame.ts';
import type { InputLine } from './input-line.ts';
import { actionFor } from '../keymap.ts';
import type { UiAction } from '../ui-actions.ts';
import { zoneOf } from '../ui-state.ts';

export interface InputHandlerOptions {
  readonly board: Board;
  readonly frame: DashboardFrame;
  readonly input: InputLine;
  readonly act: (action: UiAction) => void;
  readonly now: () => number;
}

const WHEEL_ROWS = 3;
const NOTICE_MS = 4000;

/** Turns what the person does into actions: keys by the table of their zone, the mouse by what stands under it. */
export function createInputHandler({
  board,
  frame,
  input,
  act,
  now,
}: InputHandlerOptions): (event: InputEvent) => void {
  function key(event: KeyEvent): void {
    const zone = zoneOf(board.ui);
    const action = actionFor(zone, event.chord);
    const editing = zone === 'edit';
    const deletes = action === 'end_of_input' && !input.empty; // Ctrl-D deletes while there is something to delete
    if (action !== null && !deletes) {
      const help = board.ui.overlay === 'help' ? { help: frame.helpPlace() } : {};
      const step: UiAction = {
        type: 'key',
        action,
        chord: event.chord,
        nowMs: now(),
        draftEmpty: input.empty,
        ...help,
      };
      act(step);
      // Layouts that do not fit are passed by; the round always comes to `auto`, which fits everywhere.
      if (action === 'cycle_layout') while (!frame.layout.granted) act(step);
      if ((action === 'cycle_layout' || action === 'zoom') && !frame.layout.hasOthers) act(noOther());
    } else if (editing && input.key(event)) act({ type: 'typed', nowMs: now() });
  }

  /** As the key of that number would: it leaves the final answer too. */
  const pick = (index: number): UiAction => ({
    type: 'key',
    action: 'pick_pane',
    chord: String(index + 1),
    nowMs: now(),
    draftEmpty: input.empty,
  });

  function noOther(): UiAction {
    const text = board.panes.length === 1 ? 'There is only one agent' : 'This window has room for one agent at a time';
    return { type: 'notice', notice: { text, role: 'info', untilMs: now() + NOTICE_MS } };
  }

  function mouse(event: MouseEvent): void {
    if (board.ui.overlay !== null) return;
    const target = frame.targetAt(event.x, event.y);
    if (event.action === 'wheel_up' || event.action === 'wheel_down') {
      if (target.kind !== 'pane' && target.kind !== 'final') return;
      const text = frame.scrolledAt(target.kind === 'pane' ? target.index : 'final');
      text?.view.moveRows(event.action === 'wheel_up' ? WHEEL_ROWS : -WHEEL_ROWS, text.height);
      return act({ type: 'typed', nowMs: now() });
    }
    if (event.action !== 'press' || event.button !== 'left') return;
    if (target.kind === 'pane') act({ type: 'focus', index: target.index });
    else if (target.kind === 'name') act(pick(target.index));
    else if (target.kind === 'input') act({ type: 'enter_input' });
  }

  return (event) => {
    switch (event.type) {
      case 'key':
        return key(event);
      case 'mouse':
        return mouse(event);
      case 'paste':
        if (board.ui.overlay !== null || board.ui.readOnly) return;
        input.paste(event.text);
        act({ type: 'typed', nowMs: now() });
        return act({ type: 'enter_input' });
      case 'focus':
        board.windowFocused = event.focused;
        return frame.focusChanged();
      case 'report':
    }
  };
}
