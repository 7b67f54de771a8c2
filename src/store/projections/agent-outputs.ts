import { join } from 'node:path';
import type { CoordinationEvent } from '../../coordination/events.ts';
import type { AgentId } from '../../coordination/ids.ts';
import { OUTPUTS_FOLDER } from '../files/file-names.ts';
import { clockTime } from '../local-time.ts';
import { oneLine, visibleText } from '../files/visible-text.ts';
import { createHeldText } from './held-text.ts';
import type { HeldText } from './held-text.ts';
import type { Attempt, Projection } from './projection.ts';

/** `agent_outputs/<agent>.txt`: what an agent says as it says it, with stamped lines for what it does. */
export const projectAgentOutputs = (attempt: Attempt): Projection => {
  const held = new Map<AgentId, HeldText>();
  const midLine = new Set<AgentId>();

  const pathOf = (id: AgentId): string => join(OUTPUTS_FOLDER, `${attempt.nameOf(id)}.txt`);
  const heldOf = (id: AgentId): HeldText => {
    const known = held.get(id) ?? createHeldText(attempt.output, pathOf(id));
    held.set(id, known);
    return known;
  };
  const flush = (): void => {
    for (const file of held.values()) file.flush();
  };
  const add = (id: AgentId, text: string): void => {
    if (text === '') return;
    if (text.endsWith('\n')) midLine.delete(id);
    else midLine.add(id);
    heldOf(id).add(text);
  };
  const line = (event: Pick<CoordinationEvent, 'agent_id' | 'timestamp'>, text: string): void => {
    if (event.agent_id === null) return;
    const start = midLine.has(event.agent_id) ? '\n' : '';
    add(event.agent_id, `${start}[${clockTime(Date.parse(event.timestamp))}] ${oneLine(text)}\n`);
  };

  for (const { id } of attempt.agents) attempt.output.append(pathOf(id), `=== ${id.toUpperCase()} OUTPUT LOG ===\n\n`);

  return {
    on: {
      text: (event) => event.agent_id !== null && add(event.agent_id, visibleText(event.data.text)),
      final_presentation_chunk: (event) => event.agent_id !== null && add(event.agent_id, visibleText(event.data.text)),
      round_start: (event) => line(event, `🔄 Round ${event.round_number ?? 0}: ${event.data.kind}`),
      answer_submitted: (event) => line(event, `✨ Answer ${event.data.answer_label} (${event.data.chars} characters)`),
      answer_rejected: (event) => line(event, `🚫 Answer turned down: ${event.data.message}`),
      vote: (event) => line(event, `🗳️ Vote for ${event.data.voted_for_label}: ${event.data.reason}`),
      vote_rejected: (event) => line(event, `🚫 Vote for ${event.data.requested} turned down: ${event.data.code}`),
      enforcement: (event) =>
        line(event, `⚠️ Asked again (${event.data.attempt}/${event.data.max_attempts}): ${event.data.reason}`),
      injection_received: (event) => line(event, `📨 Update: ${event.data.labels.join(', ')}`),
      agent_restart: (event) => line(event, `🔁 Begins again: ${event.data.reason}`),
      tool_start: (event) => event.data.kind !== 'workflow' && line(event, `🔧 ${event.data.tool_name}`),
      tool_complete: (event) =>
        event.data.is_error &&
        line(event, `❌ ${event.data.tool_name}: ${attempt.output.preview(event.data.result, 200)}`),
      post_evaluation: ({ data, ...event }) =>
        data.phase === 'end' &&
        line(
          event,
          `⚖️ Judged: ${data.decision}${data.reason === '' ? '' : `: ${attempt.output.preview(data.reason, 200)}`}`,
        ),
      stream_interrupted: (event) => line(event, `⚠️ The stream broke, its text is void: ${event.data.message}`),
      backend_retry: (event) =>
        line(
          event,
          `⏳ Retry ${event.data.attempt}/${event.data.max_attempts} in ${event.data.delay_ms} ms: ${event.data.message}`,
        ),
      error: (event) => line(event, `❌ ${event.data.class}: ${event.data.message}`),
      soft_timeout: (event) => line(event, '⏰ Asked to come to an end'),
      hard_timeout: (event) => line(event, '⏰ Time is up'),
    },
    tick: flush,
    finish: flush,
  };
};
