import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { openPty } from '../helpers/pty.ts';
import type { Pty } from '../helpers/pty.ts';
import { scratch } from '../helpers/run-massgen.ts';
import { playScenario, scenarioOf, writeTeam } from '../helpers/team.ts';

const MAIN = resolve(import.meta.dirname, '../../src/main.ts');
const LEAVES = '\u001b[?1049l';
/** Modes a program must give back: mouse, focus, paste, alternate screen; and the cursor must be visible. */
const MODES = [1000, 1002, 1003, 1004, 1006, 2004, 1049];

const shows =
  (pattern: RegExp) =>
  ({ screen }: Pty): boolean =>
    pattern.test(screen.text());

const open = (cwd: string, args: readonly string[], size: { cols?: number; rows?: number } = {}): Pty =>
  openPty({ script: MAIN, args, cwd, env: { HOME: cwd }, cols: size.cols ?? 100, rows: size.rows ?? 30 });

/** Modes that the last word on the wire leaves switched on. */
function leftOn(output: string): number[] {
  return MODES.filter((mode) => output.lastIndexOf(`\u001b[?${mode}h`) > output.lastIndexOf(`\u001b[?${mode}l`));
}

/** After a turn the keys are commands again: `q` leaves. */
async function leave(pty: Pty): Promise<void> {
  await pty.until(shows(/KEYS.*q leave/));
  pty.type('q');
}

const afterLeaving = ({ output }: Pty): string => output.slice(output.lastIndexOf(LEAVES));

test('a question runs in the dashboard, the screen stays, and the answer is in the scroll-back afterwards', async () => {
  using folder = scratch();
  await using server = await playScenario(scenarioOf(''), ['ann', 'bob']);
  const config = writeTeam(folder.path, server, { ann: 'openai', bob: 'claude' });
  const pty = open(folder.path, ['--config', config, '--output-file', 'out/answer.txt', 'Why is the sky blue?']);
  await pty.until(shows(/The final words of agent/));
  await pty.until(shows(/complete|final/i));
  expect(pty.output).not.toContain(LEAVES); // it stays until the person leaves
  await leave(pty);
  expect(await pty.exited).toBe(0);
  expect(afterLeaving(pty)).toContain('The final words of agent');
  expect(afterLeaving(pty)).toMatch(/Log: .*massgen_logs/);
  expect(afterLeaving(pty)).toContain(`OUTPUT_FILE: ${join(folder.path, 'out/answer.txt')}`);
  expect(readFileSync(join(folder.path, 'out/answer.txt'), 'utf8')).toMatch(/^The final words of agent .*\n$/);
  expect(leftOn(pty.output)).toEqual([]);
});

test('without a question it shows its agents, takes the question on the input line and runs it', async () => {
  using folder = scratch();
  await using server = await playScenario(scenarioOf(''), ['ann', 'bob']);
  const config = writeTeam(folder.path, server, { ann: 'gemini', bob: 'chatcompletion' });
  const pty = open(folder.path, ['--config', config]);
  await pty.until(shows(/ann[\s\S]*bob/));
  pty.type('Why is the sky blue?');
  await pty.until(shows(/> Why is the sky blue\?/));
  pty.type('\r');
  await pty.until(shows(/The final words of agent/));
  pty.type('\u0003');
  pty.type('\u0003');
  await pty.exited;
  expect(leftOn(pty.output)).toEqual([]);
});

const STALLS = `name: stalls
agents:
  - agent: any
    turns:
      - say: [{ text: 'Thinking it over' }, { pause_ms: 600000 }, { text: 'for ever.' }]
`;

test('Ctrl-C once cancels the turn and stays, twice leaves with exit code 4 and a restored terminal', async () => {
  using folder = scratch();
  await using server = await playScenario(STALLS, ['ann']);
  const config = writeTeam(folder.path, server, { ann: 'claude' });
  const pty = open(folder.path, ['--config', config, 'Why?']);
  await pty.until(shows(/Thinking it over/));
  pty.type('\u0003');
  await pty.until(shows(/cancel/i));
  expect(pty.output).not.toContain(LEAVES);
  pty.type('\u0003');
  pty.type('\u0003');
  expect(await pty.exited).toBe(4);
  expect(leftOn(pty.output)).toEqual([]);
});

test.each([
  ['SIGTERM', 143],
  ['SIGHUP', 129],
  ['SIGINT', 130],
] as const)('%s restores the terminal and ends', async (signal, code) => {
  using folder = scratch();
  await using server = await playScenario(STALLS, ['ann']);
  const config = writeTeam(folder.path, server, { ann: 'openai' });
  const pty = open(folder.path, ['--config', config, 'Why?']);
  await pty.until(shows(/Thinking it over/));
  pty.kill(signal);
  expect([code, 4]).toContain(await pty.exited);
  expect(leftOn(pty.output)).toEqual([]);
});

test('hostile model text never reaches the terminal as a command', async () => {
  using folder = scratch();
  const hostile = String.raw`"\u001b]0;owned\u0007\u001b[2J\u009b31mred \u202Eback 日本語 👩‍👩‍👧‍👦 done"`;
  await using server = await playScenario(
    `name: hostile\nagents:\n  - agent: any\n    turns:\n      - when: { stage: presentation }\n        say: [{ text: ${hostile} }]\n      - when: { offers: [new_answer], own_answer: false }\n        say: [{ text: ${hostile} }, { answer: ${hostile} }]\n      - say: [{ vote: { for: first, reason: ${hostile} } }]\n`,
    ['ann'],
  );
  const config = writeTeam(folder.path, server, { ann: 'chatcompletion' });
  const pty = open(folder.path, ['--config', config, 'Why?']);
  await pty.until(shows(/日本語/));
  await pty.until(shows(/ANSWER|FINAL/));
  await leave(pty);
  await pty.exited;
  expect(pty.output).not.toContain('owned\u0007');
  expect(pty.output).not.toContain('\u001b[2Jred');
  expect(pty.output).not.toContain('\u009b');
  expect(pty.output).not.toContain('\u202e');
});

test.each([
  [1, 1],
  [20, 5],
])('a terminal of %d×%d is survived, and the run goes on when it grows', async (cols, rows) => {
  using folder = scratch();
  await using server = await playScenario(scenarioOf(''), ['ann']);
  const config = writeTeam(folder.path, server, { ann: 'claude' });
  const pty = open(folder.path, ['--config', config, 'Why?'], { cols, rows });
  await pty.until(({ output }) => output.includes('\u001b[?1049h'));
  pty.resize(100, 30);
  await pty.until(shows(/The final words of agent/));
  await leave(pty);
  expect(await pty.exited).toBe(0);
});

test('with --skip-agent-selector it leaves by itself once the answer has been shown', async () => {
  using folder = scratch();
  await using server = await playScenario(scenarioOf(''), ['ann', 'bob']);
  const config = writeTeam(folder.path, server, { ann: 'openai', bob: 'claude' });
  const pty = open(folder.path, ['--config', config, '--skip-agent-selector', 'Why is the sky blue?']);
  await pty.until(shows(/The final words of agent/));
  expect(pty.output).not.toContain(LEAVES);
  expect(await pty.exited).toBe(0);
  expect(afterLeaving(pty)).toContain('The final words of agent');
  expect(leftOn(pty.output)).toEqual([]);
});
