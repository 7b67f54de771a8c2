import type { KeyAction } from './ui-actions.ts';
import type { UiState, UiStep } from './ui-state.ts';
import { only } from './ui-state.ts';

const SAME_PRESS_MS = 400;
const FORCE_WITHIN_MS = 10_000;
const LEAVE_WITHIN_MS = 2000;

/** Nothing is lost when no turn runs; else the person is asked. */
export const leave = (ui: UiState): UiStep =>
  ui.turn === 'running' && !ui.readOnly
    ? only({ ...ui, overlay: 'stop' })
    : { ui, requests: [{ type: 'leave', forced: false }] };

/** A running turn is cancelled; the dashboard stays. */
export function cancel(ui: UiState, nowMs: number): UiStep {
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

/** The same, and the dashboard is left when the turn is saved. */
export function cancelAndLeave(ui: UiState, nowMs: number): UiStep {
  return {
    ui: {
      ...ui,
      overlay: null,
      leaving: true,
      cancelledAtMs: nowMs,
      notice: { text: 'Cancelling, saving, then leaving; Ctrl-C leaves at once', role: 'warning', untilMs: null },
    },
    requests: [{ type: 'cancel_and_leave' }],
  };
}

/**
 * The ladder of Ctrl-C. Help is closed. A running turn is cancelled, then left by force; a second press that comes when
 * the turn is over just leaves, as does any press on an empty line then. A draft is put away first.
 */
export function interrupt(ui: UiState, { nowMs, draftEmpty }: KeyAction): UiStep {
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
