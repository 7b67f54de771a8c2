import { join } from 'node:path';
import type { AgentId } from '../../coordination/ids.ts';
import type { AgentState, Answer, State } from '../../coordination/state.ts';
import type { RoundOutcome } from '../../coordination/vocabulary.ts';
import { writeAtomic, writeInFolder } from '../files/atomic-file.ts';
import { ANSWER_NAME } from '../files/file-names.ts';
import { localIso } from '../local-time.ts';
import { presenterOf } from '../projections/final-answer.ts';
import type { RunContext } from '../run-context.ts';
import { sessionFolder } from './save-turn.ts';
import { addToSummary } from './session-summary.ts';
import { makeTurnFolder } from './turn-folder.ts';

const RULE = '='.repeat(60);

/** Rounds whose words became something: what an agent said on the way there is no draft. */
const SETTLED: ReadonlySet<RoundOutcome | null> = new Set(['answer', 'vote', 'stop', 'presented', 'evaluated']);

/**
 * Keeps what a turn without a final answer leaves behind: every agent's newest answer, the votes that stand, what was
 * being written (`drafts/`). No winner is computed. Null when there is nothing; rejects when it cannot be written.
 */
export async function savePartial(run: RunContext, state: State): Promise<string | null> {
  const agents = state.order.flatMap((id) => state.agents[id] ?? []);
  const answers = newestAnswers(state);
  const drafts = draftsOf(agents, state);
  if (answers.size === 0 && drafts.length === 0) return null;

  const { options, redactor } = run;
  const session = sessionFolder(run);
  const { folder, turn } = await makeTurnFolder(session, state.turn);
  const timestamp = localIso(options.clock.now());
  const selected = state.winner?.agentId ?? null;
  await writeAtomic(
    join(folder, 'metadata.json'),
    redactor.json(
      {
        turn,
        timestamp,
        status: 'incomplete',
        phase: phaseOf(state),
        task: state.question,
        session_id: options.sessionId,
        voting_complete: agents.every((agent) => agent.failed !== null || agent.vote !== null),
        ...(selected === null ? {} : { winning_agent: selected }),
      },
      2,
    ),
  );
  await writeAtomic(
    join(folder, 'partial_answers.json'),
    redactor.json(Object.fromEntries(agents.flatMap((agent) => partialAnswer(agent, answers.get(agent.id)))), 2),
  );
  const kept = (selected === null ? undefined : answers.get(selected)) ?? longest(answers);
  if (kept !== undefined) {
    const head = `INCOMPLETE: this turn was interrupted before it had a final answer.\nThe answer of ${kept.agentId}:\n${RULE}\n\n`;
    await writeAtomic(join(folder, ANSWER_NAME), redactor.text(head + kept.content));
  }
  for (const [name, text] of drafts) {
    await writeInFolder(join(folder, 'drafts', `${name(run)}.txt`), redactor.text(text));
  }
  await addToSummary(session, options.sessionId, {
    title: `TURN ${turn} [INCOMPLETE - CANCELLED]`,
    lines: [
      `Timestamp: ${timestamp}`,
      `Phase: ${phaseOf(state)}`,
      `Task: ${redactor.text(state.question)}`,
      `Answers: ${answers.size === 0 ? 'none' : [...answers.keys()].join(', ')}`,
    ],
  });
  return folder;
}

const newestAnswers = (state: State): ReadonlyMap<AgentId, Answer> =>
  new Map(state.answers.map((answer) => [answer.agentId, answer]));

const longest = (answers: ReadonlyMap<AgentId, Answer>): Answer | undefined =>
  [...answers.values()].toSorted((left, right) => right.content.length - left.content.length)[0];

/** MassGen knows three phases; post-evaluation is the end of a presentation. */
const phaseOf = (state: State): string => {
  if (state.presentation !== null || state.phase === 'presenting' || state.phase === 'evaluating') return 'presenting';
  return state.phase === 'idle' ? 'idle' : 'coordinating';
};

function partialAnswer(agent: AgentState, answer: Answer | undefined): [string, unknown][] {
  if (answer === undefined) return [];
  const { vote } = agent;
  const votes = vote === null ? null : { agent_id: vote.target, voted_for_label: vote.label, reason: vote.reason };
  return [[agent.id, { answer: answer.content, has_voted: vote !== null, votes, answer_count: agent.revision }]];
}

type Draft = readonly [name: (run: RunContext) => string, text: string];

/** The newest words of agents whose last round came to nothing, and a presentation that was cut short. */
function draftsOf(agents: readonly AgentState[], state: State): readonly Draft[] {
  const presented = state.finalAnswer !== null && !state.finalAnswer.locked ? state.finalAnswer.content : null;
  const presenter = presented === null ? null : presenterOf(state);
  const drafts: Draft[] = agents.flatMap((agent) => {
    const isOpen = !SETTLED.has(agent.rounds.at(-1)?.outcome ?? null);
    return isOpen && agent.draft !== null && agent.id !== presenter
      ? [[(run: RunContext) => run.nameOf(agent.id), agent.draft] as const]
      : [];
  });
  if (presenter !== null && presented !== null) {
    drafts.push([(run) => `final_presentation_${run.nameOf(presenter)}`, presented]);
  }
  return drafts;
}
