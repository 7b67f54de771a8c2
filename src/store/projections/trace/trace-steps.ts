import type { EventOf, EventType } from '../../../coordination/events.ts';
import type { MarkdownText } from './markdown-text.ts';

/** How each event of an agent reads in its trace: one step, or several, as markdown without blank lines around. */
export type StepTable = { readonly [Type in EventType]?: (event: EventOf<Type>) => string | readonly string[] };

const step = (title: string, ...lines: readonly string[]): string => [`### ${title}`, ...lines].join('\n');

/**
 * Headings and lines of tool calls and votes are MassGen's; the others are additions. `saidBy` gives a person's message
 * by its id, null of one that an earlier attempt's log has.
 */
export function traceSteps(
  { block, jsonBlock, line }: MarkdownText,
  saidBy: (messageId: string) => string | null,
): StepTable {
  const labels = (list: readonly string[]): string => line(list.length === 0 ? 'none' : list.join(', '));

  return {
    round_start: ({ round_number, data }) =>
      `## Round ${round_number ?? 0}: ${data.kind}\n**Answers given to it**: ${labels(data.visible_labels)}`,
    message_committed: ({ data }) => [
      ...(data.reasoning ? [step('Reasoning', block(data.reasoning))] : []),
      ...(data.text === '' ? [] : [step('Content', block(data.text))]),
      ...data.tool_calls.map(({ name, args }) => step(`Tool Call: ${line(name)}`, '**Args**:', jsonBlock(args))),
    ],
    tool_complete: ({ data }) =>
      step(
        `Tool Result: ${line(data.tool_name)}`,
        `**Status**: ${data.status} | **Seconds**: ${data.elapsed_seconds}`,
        block(data.result),
      ),
    tool_blocked: ({ data }) => step(`Tool Blocked: ${data.by}`, `**Reason**: ${line(data.reason)}`),
    answer_submitted: ({ data }) => step(`Answer Submitted: ${line(data.answer_label)}`),
    answer_rejected: ({ data }) => step('Answer Turned Down', `**Reason**: ${line(data.message)}`),
    vote: ({ data }) =>
      step(
        `Vote Cast: ${line(data.voted_for_label)}`,
        `**Available options**: ${labels(data.visible_labels)}`,
        `**Voted for**: ${line(data.voted_for_label)}`,
        `**Reason**: ${line(data.reason)}`,
      ),
    vote_rejected: ({ data }) =>
      step(
        'Vote Turned Down',
        `**Available options**: ${labels(data.valid_options)}`,
        `**Voted for**: ${line(data.requested)}`,
        `**Reason**: ${data.code}`,
      ),
    agent_stopped: ({ data }) => step(`Stopped: ${data.status}`, `**Summary**: ${line(data.summary)}`),
    enforcement: ({ data }) =>
      step(
        `Asked Again (${data.attempt}/${data.max_attempts})`,
        `**Reason**: ${data.reason}: ${line(data.error_message)}`,
      ),
    human_input_delivered: ({ data }) => {
      const message = saidBy(data.id);
      return step('Message Received', '**From**: the person who asked', ...(message === null ? [] : [block(message)]));
    },
    injection_received: ({ data }) => step(`Update Received: ${labels(data.labels)}`),
    agent_restart: ({ data }) => step('Begins Again', `**Reason**: ${data.reason}`),
    post_evaluation: ({ data }) =>
      data.phase === 'start' ? [] : step(`Judged: ${data.decision}`, `**Reason**: ${line(data.reason || data.how)}`),
    context_compressed: ({ data }) => step(`Context Shortened: ${data.before_tokens} to ${data.after_tokens} tokens`),
    stream_interrupted: ({ data }) => step('Stream Interrupted', `**Reason**: ${line(data.message)}`),
    soft_timeout: () => step('Asked to Come to an End'),
    hard_timeout: () => step('Time Is Up'),
    error: ({ data }) => step(`Failed: ${data.class}`, `**Reason**: ${line(data.message)}`),
  };
}
