import type { Settings } from '../coordination/settings.ts';
import { renderSections, type SectionSummary } from './section.ts';
import { agentIdentity } from './sections/agent-identity.ts';
import { coordination } from './sections/coordination.ts';
import { coreBehaviours } from './sections/core-behaviours.ts';
import { decomposition } from './sections/decomposition.ts';
import { fileGuidance } from './sections/file-guidance.ts';
import { outputFirst } from './sections/output-first.ts';

/** Everything the system message depends on. All of it is fixed for a turn, so its bytes are too (§10.3). */
export interface SystemMessageInput {
  /** The agent's own system message of the configuration; null when it has none. */
  readonly systemMessage: string | null;
  readonly model: string;
  readonly mode: Settings['mode'];
  /** `voting_sensitivity`; an unknown level counts as `lenient`. */
  readonly sensitivity: string;
  readonly novelty: Settings['noveltyRequirement'];
  /** This agent's mark, see `fenceMark`. */
  readonly mark: string;
  /** The agent has tools besides the workflow tools. */
  readonly hasTools: boolean;
  readonly canWriteFiles: boolean;
}

export interface SystemMessage {
  readonly text: string;
  readonly sections: readonly SectionSummary[];
}

/** What an agent is told before anything else, the same in every round, presentation and evaluation of a turn. */
export function systemMessage(input: SystemMessageInput): SystemMessage {
  const { text, summaries } = renderSections([
    agentIdentity(input.systemMessage),
    input.mode === 'voting' ? coordination(input) : decomposition(input),
    coreBehaviours(input),
    ...fileGuidance(input),
    outputFirst(),
  ]);
  return { text, sections: summaries };
}
