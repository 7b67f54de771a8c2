import type { AnonymousId } from '../coordination/ids.ts';
import type { WorkflowToolName } from '../coordination/vocabulary.ts';

/** A workflow tool as a model sees it; the same shape as a `ToolSpec` of `runtime/ports`. */
export interface WorkflowToolSpec {
  readonly name: WorkflowToolName;
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

type Properties = Readonly<Record<string, unknown>>;

const spec = (
  name: WorkflowToolName,
  description: string,
  properties: Properties,
  required: readonly string[] = Object.keys(properties),
): WorkflowToolSpec => ({ name, description, parameters: { type: 'object', properties, required } });

const SPECS: Readonly<Record<WorkflowToolName, (targets: readonly AnonymousId[]) => WorkflowToolSpec>> = {
  new_answer: () =>
    spec('new_answer', 'Submit your own answer.', {
      content: { type: 'string', description: 'The whole answer, standing alone.' },
    }),
  vote: (targets) =>
    spec('vote', 'Vote for the best current answer.', {
      agent_id: { type: 'string', enum: targets },
      reason: { type: 'string', description: 'Why, in a sentence or two.' },
    }),
  stop: () =>
    spec(
      'stop',
      'Say that your part needs no more work.',
      {
        summary: { type: 'string', description: 'What is done and what is open.' },
        status: { type: 'string', enum: ['complete', 'blocked'], default: 'complete' },
      },
      ['summary'],
    ),
  submit: () => spec('submit', 'Accept the final answer.', { confirmed: { type: 'boolean', enum: [true] } }),
  restart_orchestration: () =>
    spec('restart_orchestration', 'Have all agents try again.', {
      reason: { type: 'string', description: 'What is wrong with the final answer.' },
      instructions: { type: 'string', description: 'What to do differently, so that it can be acted on.' },
    }),
};

/** The workflow tools of one model call, in the order they are offered; `voteTargets` is the enum of `vote.agent_id`. */
export const workflowTools = (
  offered: readonly WorkflowToolName[],
  voteTargets: readonly AnonymousId[],
): readonly WorkflowToolSpec[] => offered.map((name) => SPECS[name](voteTargets));
