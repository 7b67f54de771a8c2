import type { Session, TurnResult } from '../runtime/ports/session.ts';
import { deferred } from '../shared/deferred.ts';
import type { TerminalEnd } from '../terminal/terminal.ts';
import { measureAmbiguous } from '../terminal/text/code-points.ts';
import { UNICODE_GLYPHS } from '../views/glyphs.ts';
import { shortTime } from '../views/numbers.ts';
import { applyEvent, CELLS, CLEANING, createBoard } from './board.ts';
import type { DashboardEnd, DashboardOptions } from './dashboard-options.ts';
import type { ThemeColours } from './default-themes.ts';
import { themeFor } from './default-themes.ts';
import { createFrame } from './frame.ts';
import { createInputHandler } from './input/handle-input.ts';
import { createInputLine } from './input/input-line.ts';
import { reduceUi } from './reduce-ui.ts';
import { createTheme } from './theme.ts';
import { createTicker } from './ticker.ts';
import type { UiAction, UiRequest } from './ui-actions.ts';
import { endWords, winnerWords } from './turn-words.ts';
import { plural } from '../shared/plural.ts';

const SAVE_WITHIN_MS = 5000;
const TOLD_AWAY_MS = 1000;
const CANCELLED = 4;

/**
 * Runs the dashboard until the person leaves. It paints before it waits for anything, stays after the final answer, and
 * gives back what to print. Rejects only when the session could not be made, a turn hit a bug, or a replay says what
 * cannot be drawn.
 */
export async function startDashboard(options: DashboardOptions, signal: AbortSignal): Promise<DashboardEnd> {
  const { terminal, clock } = options;
  const glyphs = UNICODE_GLYPHS; // a terminal that cannot show them is sent stand-ins of the same width
  const pickColours = (): ThemeColours => options.colours ?? themeFor(terminal.capabilities.background);
  const theme = createTheme(terminal.styles, pickColours(), terminal.capabilities.depth !== 1);
  const board = createBoard({
    cards: options.agents,
    title: options.title,
    theme,
    glyphs,
    layout: options.layout ?? 'auto',
    replay: options.replay ?? false,
  });
  const input = createInputLine(glyphs, CELLS);
  const ended = deferred<DashboardEnd>();
  const frame = createFrame({
    terminal,
    theme,
    board,
    input,
    now: () => clock.now(),
    reduceMotion: options.reduceMotion ?? false,
    nativeCursor: options.nativeCursor ?? false,
    onLayout: options.onLayout,
    onUnpaintable: options.replay === true ? ended.reject : undefined,
  });
  const stop = new AbortController(); // ends the turn when the person has left
  const ticker = createTicker({ board, frame, clock, act, reduceMotion: options.reduceMotion ?? false }, stop.signal);
  let session: Session | null = null;
  let result: TurnResult | null = null;
  let running: Promise<void> = Promise.resolve();
  let messages = 0;

  function act(action: UiAction): void {
    const step = reduceUi(board.ui, action);
    board.ui = step.ui;
    for (const request of step.requests) perform(request);
    frame.arrange();
    ticker.wake();
  }

  const tell = (text: string, role: 'info' | 'warning' | 'error', forMs = 6000): void =>
    act({
      type: 'notice',
      notice: { text: CLEANING.name(text), role, untilMs: clock.now() + forMs },
    });

  function perform(request: UiRequest): void {
    switch (request.type) {
      case 'submit':
        return submit();
      case 'stash_draft':
        return input.stash();
      case 'scroll': {
        const target = frame.scrolled();
        target?.view.move(request.step, target.height);
        return;
      }
      case 'dispatch': {
        const done = session?.dispatch(request.command);
        if (done?.ok === false) tell(done.error, 'error');
        return;
      }
      case 'answer_now': {
        const refused = options.agents.flatMap((agent) => {
          const done = session?.dispatch({ type: 'answer_now', agentId: agent.id });
          return done?.ok === false ? [done.error] : [];
        });
        const asked = options.agents.length - refused.length;
        if (session === null || asked === 0)
          return tell(`Nobody is asked: ${refused[0] ?? 'no agent works yet'}`, 'warning');
        return tell(`${plural(asked, 'agent')} asked to answer now`, 'info');
      }
      case 'cancel_and_leave':
        if (session === null) return leaveNow('left', CANCELLED);
        session.dispatch({ type: 'cancel', source: 'ui', level: 1 }); // refused only when the turn is ending anyway
        return;
      case 'leave':
        return request.forced ? leaveNow('forced', CANCELLED) : leaveWhenSaved();
      case 'suspend':
        void suspend(); // never rejects: the screen comes back either way
        return;
      case 'redraw':
        return terminal.refresh();
    }
  }

  async function suspend(): Promise<void> {
    const sinceMs = clock.now();
    await terminal.suspend();
    const awayMs = clock.now() - sinceMs;
    if (awayMs >= TOLD_AWAY_MS) tell(`Back after ${shortTime(awayMs)}`, 'info');
  }

  function submit(): void {
    if (input.text.endsWith('\\')) return input.restore(`${input.text.slice(0, -1)}\n`);
    if (input.text.trim() === '') return;
    if (board.ui.turn === 'none') return ask(input.take());
    if (board.ui.turn === 'ended') return tell('This turn is over. Your draft is kept; Esc, then q leaves', 'warning');
    messages += 1;
    const done = session?.dispatch({
      type: 'human_input',
      id: `message-${messages}`,
      content: input.text,
      targets: null,
    });
    if (done === undefined) return tell('The agents are not ready yet; your draft is kept', 'warning');
    if (!done.ok) return tell(done.error, 'error');
    input.take();
    tell('Sent to all agents; each reads it at its next step', 'info', 2000);
  }

  function ask(question: string): void {
    board.question = question;
    act({ type: 'turn_started' });
    running = runTurn(question);
    running.catch(ended.reject);
  }

  async function runTurn(question: string): Promise<void> {
    const made = await ready;
    if (stop.signal.aborted) return;
    result = await made.runTurn(question, stop.signal);
    board.state = result.state;
    finishTurn();
  }

  function finishTurn(): void {
    if (board.ui.turn !== 'running') return;
    act({ type: 'turn_ended', nowMs: clock.now(), draftEmpty: input.empty });
    const words = endWords(board);
    if (words !== null) {
      const notice = { ...words, text: CLEANING.name(words.text), role: 'warning', untilMs: null } as const;
      act({ type: 'notice', notice });
    }
    const { leaveAfterMs = null } = options;
    if (leaveAfterMs !== null) void clock.sleep(leaveAfterMs, stop.signal).then(leaveWhenSaved); // never rejects
  }

  async function prepare(): Promise<Session> {
    const made = await options.session;
    session = made;
    board.ready = true;
    unsubscribers.push(
      made.subscribe((event, state) => {
        applyEvent(board, event, state);
        // The answer of an earlier attempt is not presented again.
        const isKept = event.event_type === 'answer_locked' && event.data.origin !== undefined;
        if (isKept || event.event_type === 'final_presentation_start') announceWinner();
        if (event.event_type === 'answer_locked' && board.ui.screen !== 'final') board.final.toTop();
        if (event.event_type === 'system_status' && event.data.status === 'turn_ended') finishTurn();
        frame.eventApplied(event);
        ticker.wake();
      }),
    );
    frame.arrange();
    return made;
  }

  function announceWinner(): void {
    const following = board.panes[board.ui.focus]?.view.scroll.held !== true;
    act({ type: 'winner', text: winnerWords(board), following, nowMs: clock.now() });
  }

  /** The turn's last files may still be on their way when its end is on the screen already. */
  function leaveWhenSaved(): void {
    if (board.ui.turn !== 'ended' || result !== null) return leaveNow('left', null);
    running.then(
      () => leaveNow('left', null),
      () => undefined, // told through `ended` already
    );
  }

  function leaveNow(why: DashboardEnd['why'], exitCode: number | null): void {
    const answer = board.state?.finalAnswer?.content ?? null;
    stop.abort();
    ended.resolve({
      why,
      answer,
      exitCode: exitCode ?? result?.exitCode ?? 0,
      result,
      draft: input.empty ? null : input.text,
    });
  }

  /** Nobody watches any more: the turn may save what it has, within its time. */
  async function lost(end: TerminalEnd): Promise<void> {
    if (board.ui.turn === 'running' && !board.ui.readOnly) {
      session?.dispatch({ type: 'cancel', source: 'sigterm', level: 1 });
      const finished = running.then(
        () => undefined,
        () => undefined,
      );
      await Promise.race([finished, clock.sleep(SAVE_WITHIN_MS, stop.signal)]);
    }
    leaveNow('lost', end.exitCode);
  }

  const unsubscribers: (() => void)[] = [];
  const handle = createInputHandler({ board, frame, input, act, now: () => clock.now() });
  frame.arrange(); // the first frame: everything below may take its time
  unsubscribers.push(
    terminal.onInput(handle),
    terminal.onResize(() => frame.arrange()),
    terminal.onCapabilities(() => {
      theme.apply(pickColours(), terminal.capabilities.depth !== 1);
      measureAmbiguous(terminal.capabilities.ambiguousCells);
      frame.arrange();
    }),
    terminal.onEnd((end) => void lost(end)),
  );
  const ready = prepare();
  ready.catch(ended.reject);
  const onAbort = (): void => leaveNow('lost', null);
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  else if (options.question !== null) ask(options.question);
  try {
    return await ended.promise;
  } finally {
    stop.abort();
    signal.removeEventListener('abort', onAbort);
    for (const unsubscribe of unsubscribers) unsubscribe();
    frame.remove();
    measureAmbiguous(1);
  }
}
