import type { Note, RoundContext, ShownAnswer } from '../append.ts';
import type { AgentId } from '../ids.ts';
import type { Answer, State } from '../state.ts';
import type { Stage, WorkflowToolName } from '../vocabulary.ts';
import { agentOf } from './roster.ts';

/** An answer as `reader` is shown it. */
export const showAnswer = (state: State, reader: AgentId, answer: Answer): ShownAnswer => ({
  author: answer.agentId,
  anonymousId: agentOf(state, answer.agentId).anonymousId,
  label: answer.label,
  content: answer.content,
  own: answer.agentId === reader,
});

/** What every fresh conversation of an agent begins with; stages add what is theirs. */
export function roundContext(
  state: State,
  reader: AgentId,
  stage: Stage,
  answers: readonly Answer[],
  offered: readonly WorkflowToolName[],
): RoundContext {
  const { restart } = state;
  const agent = agentOf(state, reader);
  const leftovers: readonly Note[] = agent.pendingInputs.map((input) => ({ kind: 'human_input', ...input }));
  return {
    stage,
    attempt: state.attempt,
    voteOnly: stage === 'initial_answer' && offered.length > 0 && !offered.includes('new_answer'),
    answers: answers.map((answer) => showAnswer(state, reader, answer)),
    offered,
    restart: restart !== null && restart.reason !== '' && restart.instructions !== '' ? restart : null,
    subtask: state.settings.agents.find((one) => one.id === reader)?.subtask ?? null,
    votes: null,
    strategy: null,
    parts: [],
    finalAnswer: null,
    instructions: agent.deliveredInputs,
    leftovers,
  };
}
