import { PRIORITY, type Section } from '../section.ts';

/** Who the agent is: the user's own words for it and nothing else. */
export const agentIdentity = (systemMessage: string | null): Section => ({
  id: 'agent_identity',
  priority: PRIORITY.critical,
  tag: 'agent_identity',
  text: systemMessage ?? '',
});
