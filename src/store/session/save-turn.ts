import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { State } from '../../coordination/state.ts';
import { writeAtomic } from '../files/atomic-file.ts';
import { ANSWER_NAME } from '../files/file-names.ts';
import { localIso } from '../local-time.ts';
import { safeJson } from '../log/json-line.ts';
import { presenterOf } from '../projections/final-answer.ts';
import type { RunContext } from '../run-context.ts';
import { addToSummary } from './session-summary.ts';
import { sessionsDir } from './session-id.ts';
import { makeTurnFolder } from './turn-folder.ts';

/** Folder of a run's session. */
export const sessionFolder = (run: RunContext): string =>
  join(sessionsDir(run.options.workingDirectory), run.options.sessionId);

/**
 * Keeps a finished turn for later turns: `turn_N/answer.txt` and `metadata.json`, the history of winners, the summary.
 * Null when the turn has no final answer. Rejects when it cannot be written.
 */
export async function saveTurn(run: RunContext, state: State): Promise<string | null> {
  const winner = presenterOf(state);
  const answer = state.finalAnswer;
  if (winner === null || answer === null || !answer.locked) return null;
  const { options, redactor } = run;
  const session = sessionFolder(run);
  const { folder, turn } = await makeTurnFolder(session, state.turn);
  const timestamp = localIso(options.clock.now());
  await writeAtomic(join(folder, ANSWER_NAME), redactor.text(answer.content));
  await writeAtomic(
    join(folder, 'metadata.json'),
    redactor.json(
      {
        turn,
        timestamp,
        winning_agent: winner,
        task: state.question,
        session_id: options.sessionId,
        models: Object.fromEntries(options.agents.map((agent) => [agent.id, agent.model])),
        winning_model: state.agents[winner]?.model ?? null,
        ...(answer.origin === null ? {} : { note: answer.origin }),
      },
      2,
    ),
  );
  await addWinner(join(session, 'winning_agents_history.json'), { agent_id: winner, turn });
  await addToSummary(session, options.sessionId, {
    title: `TURN ${turn}`,
    lines: [
      `Timestamp: ${timestamp}`,
      `Winning Agent: ${winner}`,
      `Task: ${redactor.text(state.question)}`,
      `Workspace: ${join(folder, 'workspace')}`,
      `Answer: See ${join(folder, ANSWER_NAME)}`,
      ...(answer.origin === null ? [] : [`Note: ${answer.origin}`]),
    ],
  });
  return folder;
}

async function addWinner(path: string, winner: { readonly agent_id: string; readonly turn: number }): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => '[]');
  let history: unknown;
  try {
    history = JSON.parse(text);
  } catch {
    // A broken history is begun again: the turns themselves say who won.
    history = [];
  }
  await writeAtomic(path, safeJson(JSON.stringify([...(Array.isArray(history) ? history : []), winner], null, 2)));
}
