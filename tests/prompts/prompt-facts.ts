import type { RoundContext, ShownAnswer } from '../../src/coordination/append.ts';
import { agentId, anonymousId, answerLabel } from '../../src/coordination/ids.ts';
import { fenceMark } from '../../src/prompts/fence.ts';
import type { PromptSurroundings } from '../../src/prompts/round-context.ts';

export const MARK = fenceMark('test');
export const NOON = '2026-11-21T12:00:30.000Z';
export const AROUND: PromptSurroundings = { question: 'Why is the sky blue?', history: [], mark: MARK };

/** An answer of the agent with this number, whose real id must never be read by anybody. */
export const shown = (agentNumber: number, content: string, more: Partial<ShownAnswer> = {}): ShownAnswer => ({
  author: agentId(`secret-author-${agentNumber}`),
  anonymousId: anonymousId(agentNumber),
  label: answerLabel(agentNumber, 1),
  content,
  own: false,
  ...more,
});

export const round = (more: Partial<RoundContext> = {}): RoundContext => ({
  stage: 'initial_answer',
  attempt: 0,
  voteOnly: false,
  answers: [],
  offered: ['new_answer'],
  restart: null,
  subtask: null,
  votes: null,
  strategy: null,
  parts: [],
  finalAnswer: null,
  instructions: [],
  leftovers: [],
  ...more,
});
