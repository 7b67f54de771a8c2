import type { CoordinationEvent } from '../../src/coordination/events.ts';
import type { AgentCard } from '../../src/coordination/events/run.ts';
import type { Session } from '../../src/runtime/ports/session.ts';
import type { DashboardEnd, DashboardOptions } from '../../src/dashboard/dashboard-options.ts';
import { startDashboard } from '../../src/dashboard/start-dashboard.ts';
import type { VirtualOptions, VirtualTerminal } from '../helpers/virtual-terminal.ts';
import { openVirtualTerminal } from '../helpers/virtual-terminal.ts';
import { createStorySession } from './story-session.ts';
import type { StorySession } from './story-session.ts';
import { STORY_START_MS } from './story.ts';

/** Keys as a terminal with the kitty protocol sends them: Escape needs no waiting there. */
export const KEYS = {
  escape: '\x1b[27u',
  tab: '\t',
  enter: '\r',
  up: '\x1b[A',
  down: '\x1b[B',
  end: '\x1b[F',
  pageUp: '\x1b[5~',
  ctrlC: '\x03',
  ctrlD: '\x04',
  ctrlO: '\x0f',
  f1: '\x1bOP',
  altEnter: '\x1b[13;3u',
} as const;

/** A dashboard on a terminal in memory, whose time moves only when told. */
export interface OpenScreen extends VirtualTerminal {
  readonly session: StorySession;
  readonly end: Promise<DashboardEnd>;
  /** Hands facts to the screen and sets the time to that of the last one. */
  play(events: readonly CoordinationEvent[]): Promise<void>;
  /** Sends keys and waits for the picture. */
  press(...keys: readonly string[]): Promise<void>;
  /** Lets time pass. */
  pass(ms: number): Promise<void>;
  /** The picture without blanks at the ends of rows. */
  rows(): readonly string[];
  /** Ends it all. */
  stop(): Promise<DashboardEnd>;
}

export interface ScreenOptions extends Partial<VirtualOptions> {
  readonly cards: readonly AgentCard[];
  readonly question?: string | null;
  readonly dashboard?: Partial<DashboardOptions>;
  /** Used instead of a ready session. */
  readonly pending?: Promise<Session>;
}

export async function openScreen(options: ScreenOptions): Promise<OpenScreen> {
  const { cards, question = 'Compare three caching strategies', dashboard = {}, pending, ...rest } = options;
  const virtual = openVirtualTerminal({ cols: 80, rows: 24, framesPerSecond: 500, ...rest });
  const session = createStorySession({ cards });
  const quit = new AbortController();
  let nowMs = STORY_START_MS;
  const sleepers = new Set<{ readonly atMs: number; readonly wake: () => void }>();
  const clock = {
    now: () => nowMs,
    sleep: (ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        const sleeper = { atMs: nowMs + ms, wake: resolve };
        sleepers.add(sleeper);
        signal.addEventListener('abort', () => resolve(), { once: true });
      }),
  };
  const end = startDashboard(
    {
      terminal: virtual.terminal,
      session: pending ?? session,
      agents: cards,
      question,
      title: 'agents.yaml',
      clock,
      reduceMotion: true,
      ...dashboard,
    },
    quit.signal,
  );
  end.catch(() => undefined); // a test looks at it when it is ready to
  await virtual.shown();

  const screen: OpenScreen = Object.assign(Object.create(virtual) as VirtualTerminal, {
    session,
    end,
    async play(events: readonly CoordinationEvent[]) {
      for (const event of events) {
        nowMs = Math.max(nowMs, Date.parse(event.timestamp));
        session.play([event]);
      }
      await virtual.shown();
    },
    async press(...keys: readonly string[]) {
      for (const key of keys) {
        virtual.type(key);
        await virtual.shown();
      }
    },
    async pass(ms: number) {
      nowMs += ms;
      for (const sleeper of sleepers) {
        if (sleeper.atMs > nowMs) continue;
        sleepers.delete(sleeper);
        sleeper.wake();
      }
      await Promise.resolve();
      await virtual.shown();
    },
    rows: () => virtual.screen.rows().map((row) => row.trimEnd()),
    async stop() {
      quit.abort();
      const done = await end;
      virtual.terminal.close();
      return done;
    },
  });
  return screen;
}
