import type { CoordinationEvent } from '../coordination/events.ts';
import type { AgentId } from '../coordination/ids.ts';

/** Remembers what every agent was sent in its newest round, for the `context.txt` files. */
export interface Contexts {
  /** In the runtime's own words; preferred. */
  note(agentId: AgentId, context: string): void;
  /** The same from the log, where nobody noted it: system message and what was appended. */
  accept(event: CoordinationEvent): void;
  /** Empty when nothing is known. */
  of(agentId: AgentId): string;
}

export function createContexts(): Contexts {
  const noted = new Map<AgentId, string>();
  const built = new Map<AgentId, { system: string; appended: string }>();
  return {
    note: (agentId, context) => void noted.set(agentId, context),
    accept(event) {
      if (event.event_type !== 'prompt_built' || event.agent_id === null) return;
      const before = built.get(event.agent_id);
      const { system, appended } = event.data;
      built.set(
        event.agent_id,
        system === null && before !== undefined
          ? { system: before.system, appended: `${before.appended}\n\n${appended}` }
          : { system: system ?? '', appended },
      );
    },
    of(agentId) {
      const context = noted.get(agentId);
      if (context !== undefined) return context;
      const parts = built.get(agentId);
      if (parts === undefined) return '';
      return JSON.stringify({ system_message: parts.system, user_message: parts.appended }, null, 2);
    },
  };
}
