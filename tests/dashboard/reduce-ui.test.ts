import { describe, expect, test } from 'vitest';

import type { ActionName } from '../../src/dashboard/keymap.ts';
import type { UiState } from '../../src/dashboard/ui-state.ts';
import type { UiAction, UiRequest } from '../../src/dashboard/ui-actions.ts';
import { reduceUi } from '../../src/dashboard/reduce-ui.ts';
import { INITIAL_UI, keyThere, zoneOf } from '../../src/dashboard/ui-state.ts';

const key = (action: ActionName, nowMs = 100_000, chord = '', draftEmpty = true): UiAction => ({
  type: 'key',
  action,
  chord,
  nowMs,
  draftEmpty,
});

function run(
  start: Partial<UiState>,
  ...actions: readonly UiAction[]
): { readonly ui: UiState; readonly requests: readonly UiRequest[] } {
  let ui: UiState = { ...INITIAL_UI, agents: 3, ...start };
  const requests: UiRequest[] = [];
  for (const action of actions) {
    const step = reduceUi(ui, action);
    ui = step.ui;
    requests.push(...step.requests);
  }
  return { ui, requests };
}

const running: Partial<UiState> = { turn: 'running', screen: 'panes' };
const cancels = (requests: readonly UiRequest[]): readonly number[] =>
  requests.flatMap((request) =>
    request.type === 'dispatch' && request.command.type === 'cancel' ? [request.command.level] : [],
  );

describe('the winner', () => {
  const winner: UiAction = { type: 'winner', text: 'agent 1 won', following: true, nowMs: 101_000 };

  test('is shown to somebody who asked a second ago and has not touched a key since', () => {
    expect(run({}, key('next_pane', 100_000), { type: 'turn_started' }, winner).ui.screen).toBe('final');
  });

  test('does not take the view from somebody who reads', () => {
    expect(run(running, key('line_up', 100_000), winner).ui.screen).toBe('panes');
  });
});

describe('focus', () => {
  test('it goes round the agents in both directions', () => {
    expect(run({}, key('next_pane'), key('next_pane'), key('next_pane')).ui.focus).toBe(0);
    expect(run({}, key('previous_pane')).ui.focus).toBe(2);
  });

  test('looking at the next agent leaves the final answer, where there is one', () => {
    expect(run({ screen: 'final' }, key('next_pane')).ui).toMatchObject({ screen: 'panes', focus: 1 });
    expect(run({ screen: 'final', agents: 1 }, key('next_pane')).ui.screen).toBe('final');
    expect(run({ screen: 'welcome' }, key('next_pane')).ui.screen).toBe('welcome');
  });

  test('keys are named as they are pressed from where the keys go', () => {
    expect(keyThere({ ...INITIAL_UI, zone: 'edit' }, 'p')).toBe('Esc p');
    expect(keyThere({ ...INITIAL_UI, zone: 'keys' }, 'p')).toBe('p');
  });

  test('a number picks an agent that exists, and no other', () => {
    expect(run({}, key('pick_pane', 0, '3')).ui.focus).toBe(2);
    expect(run({ focus: 1 }, key('pick_pane', 0, '9')).ui.focus).toBe(1);
  });

  test('picking an agent leaves the final answer', () => {
    expect(run({ screen: 'final', turn: 'ended' }, key('pick_pane', 0, '2')).ui).toMatchObject({
      screen: 'panes',
      focus: 1,
    });
  });
});

describe('Ctrl-C', () => {
  test('it cancels a running turn once, and keeps the draft', () => {
    const { ui, requests } = run(running, key('interrupt', 1000, '', false));
    expect(requests).toEqual([{ type: 'dispatch', command: { type: 'cancel', source: 'ui', level: 1 } }]);
    expect(ui.notice?.text).toContain('Ctrl-C again leaves at once');
  });

  test('five presses within a blink are one', () => {
    const presses = [0, 50, 100, 200, 300].map((ms) => key('interrupt', 1000 + ms));
    expect(cancels(run(running, ...presses).requests)).toEqual([1]);
  });

  test('a second press after a moment forces the end', () => {
    const { requests } = run(running, key('interrupt', 1000), key('interrupt', 2000));
    expect(cancels(requests)).toEqual([1, 2]);
    expect(requests.at(-1)).toEqual({ type: 'leave', forced: true });
  });

  test('a press long after the first asks again instead of forcing', () => {
    expect(cancels(run(running, key('interrupt', 1000), key('interrupt', 12_000)).requests)).toEqual([1, 1]);
  });

  test('it closes what is open before anything else', () => {
    const { ui, requests } = run({ ...running, overlay: 'help' }, key('interrupt'));
    expect(ui.overlay).toBeNull();
    expect(requests).toEqual([]);
  });

  test('it puts a draft away, and leaves only when pressed twice on an empty line', () => {
    expect(run({}, key('interrupt', 1000, '', false)).requests).toEqual([{ type: 'stash_draft' }]);
    expect(run({}, key('interrupt', 1000)).requests).toEqual([]);
    expect(run({}, key('interrupt', 1000), key('interrupt', 2500)).requests).toEqual([
      { type: 'leave', forced: false },
    ]);
    expect(run({}, key('interrupt', 1000), key('interrupt', 4000)).requests).toEqual([]);
  });

  test('once the turn is over one press on an empty line leaves, and a draft is put away first', () => {
    const over = { turn: 'ended', screen: 'panes' } as const;
    expect(run(over, key('interrupt', 1000)).requests).toEqual([{ type: 'leave', forced: false }]);
    const kept = run(over, key('interrupt', 1000, '', false), key('interrupt', 1500));
    expect(kept.requests).toEqual([{ type: 'stash_draft' }, { type: 'leave', forced: false }]);
  });

  test('a second press leaves also when the turn ends between the two, with a draft too', () => {
    const pressed = run(running, key('interrupt', 1000), ended(1200, false), key('interrupt', 1300, '', false));
    expect(pressed.requests.at(-1)).toEqual({ type: 'leave', forced: false });
    const later = run(running, key('interrupt', 1000), ended(1200, false), key('interrupt', 9000, '', false));
    expect(later.requests.at(-1)).toEqual({ type: 'stash_draft' });
  });

  test('it cancels out of the question whether to stop', () => {
    const { ui, requests } = run(running, key('leave'), key('interrupt'));
    expect(cancels(requests)).toEqual([1]);
    expect(ui.overlay).toBeNull();
  });

  test('typing takes the readiness to leave back', () => {
    expect(run({}, key('interrupt', 1000), { type: 'typed', nowMs: 1500 }, key('interrupt', 2000)).requests).toEqual(
      [],
    );
  });
});

describe('leaving', () => {
  test('a running turn asks first, and Escape keeps it running', () => {
    const asked = run(running, key('leave'));
    expect(zoneOf(asked.ui)).toBe('stop');
    expect(asked.requests).toEqual([]);
    expect(run(running, key('leave'), key('close')).ui.overlay).toBeNull();
  });

  test('the question offers to cancel or to answer now', () => {
    expect(cancels(run(running, key('leave'), key('cancel_turn')).requests)).toEqual([1]);
    expect(run(running, key('leave'), key('answer_now')).requests).toEqual([{ type: 'answer_now' }]);
  });

  test('one more key cancels, saves and leaves when the turn is over', () => {
    const left = run(running, key('leave'), key('cancel_and_leave'));
    expect(left.requests).toEqual([{ type: 'cancel_and_leave' }]);
    expect(left.ui.notice?.text).toContain('then leaving');
    expect(run(left.ui, ended(200_000, true)).requests).toEqual([{ type: 'leave', forced: false }]);
    expect(run(running, ended(200_000, true)).requests).toEqual([]);
  });

  test('after the turn one key is enough', () => {
    expect(run({ turn: 'ended' }, key('leave')).requests).toEqual([{ type: 'leave', forced: false }]);
  });

  test('the end of input leaves only from an empty line', () => {
    expect(run({}, key('end_of_input')).requests).toEqual([{ type: 'leave', forced: false }]);
    expect(run({}, key('end_of_input', 0, '', false)).requests).toEqual([]);
  });
});

const winner = (nowMs: number, following: boolean): UiAction => ({
  type: 'winner',
  text: '★ agent 2 won',
  following,
  nowMs,
});

const ended = (nowMs: number, draftEmpty: boolean): UiAction => ({ type: 'turn_ended', nowMs, draftEmpty });

describe('the final answer', () => {
  test('it comes by itself to somebody who only watches', () => {
    expect(run({ ...running, lastKeyMs: 0 }, winner(20_000, true)).ui).toMatchObject({ screen: 'final', notice: null });
  });

  test('it waits for somebody who has scrolled or just pressed a key', () => {
    for (const { ui } of [
      run({ ...running, lastKeyMs: 0 }, winner(20_000, false)),
      run({ ...running, lastKeyMs: 15_000 }, winner(20_000, true)),
    ]) {
      expect(ui.screen).toBe('panes');
      expect(ui.notice?.text).toContain('agent 2 won');
    }
  });

  test('p goes there and back, but not before there was a turn', () => {
    expect(run(running, key('toggle_final')).ui.screen).toBe('final');
    expect(run(running, key('toggle_final'), key('toggle_final')).ui.screen).toBe('panes');
    expect(run({}, key('toggle_final')).ui.screen).toBe('welcome');
  });

  test('keys go to the panes when the turn ends, unless somebody is typing', () => {
    expect(run({ ...running, lastKeyMs: 0 }, ended(9000, true)).ui.zone).toBe('keys');
    expect(run(running, { type: 'typed', nowMs: 8900 }, ended(9000, true)).ui.zone).toBe('edit');
    expect(run(running, key('interrupt', 8900), ended(9000, true)).ui.zone).toBe('keys');
    expect(run({ ...running, lastKeyMs: 0 }, ended(9000, false)).ui.zone).toBe('edit');
  });
});

describe('views', () => {
  test('layouts and details go round', () => {
    const layouts = Array.from({ length: 5 }, () => key('cycle_layout'));
    expect(run({}, ...layouts).ui.layout).toBe('auto');
    expect(run({}, key('cycle_detail')).ui.detail).toBe('verbose');
    expect(run({}, key('zoom')).ui.layout).toBe('focus');
    expect(run({}, key('zoom'), key('zoom')).ui.layout).toBe('auto');
  });

  test('g needs its second', () => {
    expect(run({}, key('top_prefix')).requests).toEqual([]);
    expect(run({}, key('top_prefix'), key('top_prefix')).requests).toEqual([{ type: 'scroll', step: 'top' }]);
    expect(run({}, key('top_prefix'), key('line_up'), key('top_prefix')).requests).toEqual([
      { type: 'scroll', step: 'line_up' },
    ]);
  });

  test('scroll keys move the help while it is open', () => {
    const { ui, requests } = run({}, key('help'), key('line_down'), key('line_down'), key('line_up'));
    expect(ui.helpTop).toBe(1);
    expect(requests).toEqual([]);
  });

  test('the help scrolls by its page, to its ends and never past them', () => {
    const help = { rows: 10, lastTop: 25 };
    const top = (...actions: readonly ActionName[]): number =>
      run({}, key('help'), ...actions.map((action) => ({ ...key(action), help }) as UiAction)).ui.helpTop;
    expect(top('page_down')).toBe(9);
    expect(top('page_down', 'page_down', 'page_down', 'page_down', 'line_up')).toBe(24);
    expect(top('follow')).toBe(25);
    expect(top('follow', 'half_up')).toBe(20);
    expect(top('follow', 'top_prefix', 'top_prefix')).toBe(0);
    expect(run({ overlay: 'help', helpTop: 90 }, { ...key('line_up'), help } as UiAction).ui.helpTop).toBe(24);
  });

  test('a message goes when its time is over', () => {
    const notice = { text: 'x', role: 'info', untilMs: 500 } as const;
    expect(run({}, { type: 'notice', notice }, { type: 'tick', nowMs: 400 }).ui.notice).toEqual(notice);
    expect(run({}, { type: 'notice', notice }, { type: 'tick', nowMs: 600 }).ui.notice).toBeNull();
  });
});

describe('a replay', () => {
  const replaying: Partial<UiState> = { ...running, readOnly: true, zone: 'keys' };

  test('has no input line to go to, by key or by mouse', () => {
    expect(zoneOf(run(replaying, key('enter_input')).ui)).toBe('keys');
    expect(zoneOf(run(replaying, { type: 'enter_input' }).ui)).toBe('keys');
  });

  test.each(['leave', 'interrupt'] as const)('%s leaves at once and cancels nothing', (action) => {
    const { ui, requests } = run(replaying, key(action));
    expect(requests).toEqual([{ type: 'leave', forced: false }]);
    expect([ui.overlay, ui.cancelledAtMs]).toEqual([null, null]);
  });

  test('an open help is closed first', () => {
    expect(run({ ...replaying, overlay: 'help' }, key('interrupt'))).toMatchObject({
      ui: { overlay: null },
      requests: [],
    });
  });
});
