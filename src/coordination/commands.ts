import type { AgentId } from './ids.ts';
import type { CancelSource } from './vocabulary.ts';

/** What a person or an API may ask for. The rules answer with events, or refuse with a reason. */
export type Command =
  /** Level 1 ends the turn and keeps what was written; level 2 ends the process at once. */
  | { readonly type: 'cancel'; readonly source: CancelSource; readonly level: 1 | 2 }
  /** Ask one agent to wrap up with what it has. */
  | { readonly type: 'answer_now'; readonly agentId: AgentId }
  /** Words of the person for some agents (null = all), delivered once to each at its next safe point. */
  | {
      readonly type: 'human_input';
      readonly id: string;
      readonly content: string;
      readonly targets: readonly AgentId[] | null;
    };
