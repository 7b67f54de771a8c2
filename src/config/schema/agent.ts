import { BACKEND_SHAPE } from './backend.ts';
import type { BlockValue } from './field.ts';
import { BOOLEAN, MAP, TEXT, aliasKey, block, blockOf, key, listOf, oneOf } from './field.ts';
import { VOTING_SENSITIVITIES } from './orchestrator.ts';

const SUBAGENT = block('agents[].subagent_agents[]', "An agent for this agent's subagents.", {
  id: key(TEXT, { since: '41+', doc: 'Unique name.' }),
  backend: key(BACKEND_SHAPE, { since: '41+', required: true, doc: 'Its backend.' }),
});

export const AGENT = block('agents[]', 'One agent. Its position in the list is its number in labels and ties.', {
  id: key(TEXT, { since: '≤12', required: true, wrong: 'error', doc: 'Unique name.' }),
  backend: key(BACKEND_SHAPE, { since: '≤12', required: true, wrong: 'error', doc: 'Its model.' }),
  system_message: key(TEXT, { since: '≤12', wrong: 'error', doc: 'Instructions for this agent.' }),
  append_system_prompt: aliasKey(TEXT, {
    since: '≤12',
    doc: 'Never a MassGen key; its text is appended to `system_message`.',
    alias: { of: 'system_message', how: 'append', note: '"append_system_prompt" is appended to "system_message"' },
  }),
  memory: key(MAP, { since: '0.1.5', feature: 'vector_memory', doc: 'Merged over the top-level `memory`.' }),
  voting_sensitivity: key(oneOf(VOTING_SENSITIVITIES), { since: '0.1.47', doc: "Overrides the orchestrator's value." }),
  subtask: key(TEXT, { since: '0.1.48', doc: 'Its own part of the work in decomposition mode.' }),
  enable_nlip: key(BOOLEAN, { since: '0.1.13', default: false, feature: 'nlip', doc: 'NLIP messages.' }),
  nlip: key(MAP, { since: '0.1.13', feature: 'nlip', doc: 'NLIP settings; `enabled` switches it on.' }),
  subagent_agents: key(listOf(blockOf(SUBAGENT)), {
    since: '41+',
    feature: 'subagents',
    doc: 'Agents for its subagents.',
  }),
  main_agent: key(BOOLEAN, {
    since: '41+',
    default: false,
    feature: 'checkpoints',
    doc: 'Main agent of checkpoint mode; at most one.',
  }),
});
export type AgentConfig = BlockValue<typeof AGENT.fields>;
