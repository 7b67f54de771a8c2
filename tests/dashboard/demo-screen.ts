// Plays a canned run at real speed in this terminal, to look at the dashboard:
//   node tests/dashboard/demo-screen.ts [--agents 3] [--light] [--speed 2] [--stop voting] [--ask]
import { parseArgs } from 'node:util';

import { DARK_THEME, LIGHT_THEME } from '../../src/dashboard/default-themes.ts';
import { startDashboard } from '../../src/dashboard/start-dashboard.ts';
import { openTerminal } from '../../src/terminal/open-terminal.ts';
import { demoStory } from './demo-story.ts';
import { STORY_START_MS } from './story.ts';
import { createStorySession } from './story-session.ts';

const { values } = parseArgs({
  options: {
    agents: { type: 'string', default: '3' },
    speed: { type: 'string', default: '1' },
    stop: { type: 'string', default: 'end' },
    light: { type: 'boolean', default: false },
    ask: { type: 'boolean', default: false },
  },
});

const story = demoStory(Number(values.agents));
const session = createStorySession(story);
const quit = new AbortController();
const terminal = openTerminal({ env: process.env, title: 'massgen demo' }, quit.signal);
const limit = STORY_START_MS + (story.moments[values.stop as keyof typeof story.moments] ?? Number(values.stop));
const speed = Number(values.speed);
let startedAt = 0;
const storyNow = (): number =>
  startedAt === 0 ? STORY_START_MS : Math.min(STORY_START_MS + (Date.now() - startedAt) * speed, limit);

async function play(): Promise<void> {
  startedAt = Date.now();
  for (const event of story.events) {
    const due = Date.parse(event.timestamp);
    if (due > limit) return;
    while (storyNow() < due && storyNow() < limit) await new Promise((resolve) => setTimeout(resolve, 5));
    session.play([event]);
  }
  session.finish();
}

const played = new Proxy(session, {
  get: (target, key, receiver) =>
    key === 'runTurn'
      ? async (question: string, signal: AbortSignal) => {
          void play();
          return target.runTurn(question, signal);
        }
      : Reflect.get(target, key, receiver),
});

const end = await startDashboard(
  {
    terminal,
    session: played,
    agents: story.cards,
    question: values.ask ? null : 'Compare three caching strategies for a read-heavy service',
    title: 'three_agents.yaml',
    clock: {
      now: storyNow,
      sleep: (ms, signal) =>
        new Promise((resolve) => {
          const timer = setTimeout(resolve, ms);
          signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
        }),
    },
    colours: values.light ? LIGHT_THEME : DARK_THEME,
  },
  quit.signal,
);
terminal.close(end.answer === null ? '' : `${end.answer}\n`);
process.exit(end.exitCode);
