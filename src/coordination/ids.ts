import type { Brand } from '../shared/brand.ts';

/** An agent's id as written in the configuration, e.g. `agent_a`. Unique within a run; never shown to a peer. */
export type AgentId = Brand<string, 'AgentId'>;
export const agentId = (text: string): AgentId => text as AgentId;

/** The name peers know an agent by: `agent1` … `agentN`. One numbering per attempt for prompts, votes, labels and panes. */
export type AnonymousId = Brand<string, 'AnonymousId'>;
export const anonymousId = (agentNumber: number): AnonymousId => `agent${agentNumber}` as AnonymousId;

/** `agent1.2` is the second accepted answer of the agent whose number is 1. */
export type AnswerLabel = Brand<string, 'AnswerLabel'>;
export const answerLabel = (agentNumber: number, revision: number): AnswerLabel =>
  `agent${agentNumber}.${revision}` as AnswerLabel;

/** `agent1.final` is what the presenter said at the end. */
export const finalLabel = (agentNumber: number): AnswerLabel => `agent${agentNumber}.final` as AnswerLabel;

/** `agent1.vote2` is the second accepted vote of the agent whose number is 1. */
export type VoteLabel = Brand<string, 'VoteLabel'>;
export const voteLabel = (agentNumber: number, voteNumber: number): VoteLabel =>
  `agent${agentNumber}.vote${voteNumber}` as VoteLabel;

/** One model call of one agent, e.g. `agent_a#7`. Late results of a closed call are recognised by it and dropped. */
export type ModelCallId = Brand<string, 'ModelCallId'>;
export const modelCallId = (agent: AgentId, callNumber: number): ModelCallId => `${agent}#${callNumber}` as ModelCallId;

/** The provider's id of one tool call; unique within the conversation of one agent's round. */
export type ToolCallId = Brand<string, 'ToolCallId'>;
export const toolCallId = (text: string): ToolCallId => text as ToolCallId;
