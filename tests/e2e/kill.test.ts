import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { State } from '../../src/coordination/state.ts';
import { foldLog } from '../../src/store/log/fold-log.ts';
import { scratch, startMassgen } from '../helpers/run-massgen.ts';
import { playScenario, writeTeam } from '../helpers/team.ts';

const INSTANTS = 50;
/** Three agents, two answers each, votes, a presentation: about a second, with something new every few milliseconds. */
const SCENARIO = `name: busy
pace: { first_token_ms: 15, tokens_per_second: 400 }
agents:
  - agent: any
    turns:
      - when: { stage: presentation }
        say: [{ text: 'The final words of agent {{agent}}, spoken slowly enough to be interrupted in the middle.' }]
      - when: { offers: [new_answer], own_answer: false }
        say: [{ text: 'Working on it, one word after another.' }, { answer: 'First answer of agent {{agent}}.' }]
      - when: { offers: [new_answer], answers: { min: 3 } }
        times: 1
        say: [{ text: 'This can be better.' }, { answer: 'Second and better answer of agent {{agent}}.' }]
      - when: { offers: [vote] }
        say: [{ vote: { for: first, reason: 'It was first.' } }]
`;

interface Shown {
  readonly agents: Readonly<
    Record<string, { readonly answer_count: number; readonly latest_answer_label: string | null }>
  >;
  readonly results: { readonly votes: Readonly<Record<string, number>>; readonly winner: string | null };
}

/** Everything `status.json` claims must be in the log. */
function missingFrom(state: State, shown: Shown): string[] {
  const labels = new Set<string>(state.answers.map(({ label }) => label));
  const answers = Object.values(shown.agents).flatMap(({ latest_answer_label: label }) =>
    label !== null && !labels.has(label) ? [`answer ${label}`] : [],
  );
  const winner = shown.results.winner;
  return [...answers, ...(winner !== null && state.winner?.agentId !== winner ? [`winner ${winner}`] : [])];
}

test(
  `killed at ${INSTANTS} random instants, the log opens, folds and holds all that was shown`,
  { timeout: 120_000 },
  async () => {
    await using server = await playScenario(SCENARIO, ['a', 'b', 'c']);
    const findings: string[] = [];
    let answersSeen = 0;
    const kill = async (instant: number): Promise<void> => {
      using folder = scratch();
      const config = writeTeam(folder.path, server, { a: 'openai', b: 'claude', c: 'gemini' });
      const run = startMassgen(['--stream-events', '--config', config, 'Why?'], { cwd: folder.path });
      // The instants are drawn over the events of a run, so that none falls into the start of Node.
      const at = 1 + ((instant * 7919) % 150);
      await run.until(new RegExp(`"seq":${at},|"run_ended"`));
      run.child.kill('SIGKILL');
      const { stdout } = await run.ended;
      const logs = join(folder.path, '.massgen/massgen_logs');
      const attempt = join(logs, readdirSync(logs)[0] ?? '', 'turn_1/attempt_1');
      const state = await foldLog(join(attempt, 'events.jsonl'));
      answersSeen += state.answers.length;
      const shown = stdout
        .split('\n')
        .filter((line) => line.endsWith('}') && line.includes('"event_type":"answer_submitted"'));
      for (const line of shown) {
        const label = /"answer_label":"([^"]+)"/.exec(line)?.[1] ?? '';
        if (!state.answers.some((answer) => answer.label === label))
          findings.push(`instant ${at}: lost answer ${label}`);
      }
      const votes = stdout.split('\n').filter((line) => line.endsWith('}') && line.includes('"event_type":"vote"'));
      const logText = readFileSync(join(attempt, 'events.jsonl'), 'utf8');
      for (const line of votes) if (!logText.includes(line)) findings.push(`instant ${at}: lost a vote`);
      const status = join(attempt, 'status.json');
      if (existsSync(status)) {
        const claims = JSON.parse(readFileSync(status, 'utf8')) as Shown; // atomically written: always whole
        findings.push(...missingFrom(state, claims).map((what) => `instant ${at}: status.json shows ${what}`));
      }
    };
    const instants = Array.from({ length: INSTANTS }, (_unused, index) => index);
    // Two at a time: as many as there are cores.
    const workers = [0, 1].map(async (offset) => {
      for (const instant of instants.filter((index) => index % 2 === offset)) await kill(instant);
    });
    await Promise.all(workers);
    expect(findings).toEqual([]);
    expect(answersSeen).toBeGreaterThan(INSTANTS); // the kills really fell into runs that had something to lose
  },
);
