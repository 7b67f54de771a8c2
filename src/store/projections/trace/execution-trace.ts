import { join } from 'node:path';
import type { CoordinationEvent } from '../../../coordination/events.ts';
import type { AgentId } from '../../../coordination/ids.ts';
import { FINAL_FOLDER, TRACE_NAME } from '../../files/file-names.ts';
import { clockTime, localDay } from '../../local-time.ts';
import { answerFolder } from '../answer-files.ts';
import { presenterOf } from '../final-answer.ts';
import type { Attempt, Projection } from '../projection.ts';
import { voteFolder } from '../vote-files.ts';
import { createMarkdownText } from './markdown-text.ts';
import { traceSteps } from './trace-steps.ts';

/** A longer trace loses its oldest steps: an agent has to be able to read it again. */
const MAX_TRACE_CHARS = 1_000_000;

interface Trace {
  startedAtMs: number;
  steps: string[];
  chars: number;
  dropped: number;
}

/**
 * `execution_trace.md` beside every answer and vote and in `final/<agent>/`: what the agent did in the attempt up to
 * there, for people and for agents that look back. Foreign text stands in it fenced or escaped.
 */
export function projectExecutionTraces(attempt: Attempt): Projection {
  const { output } = attempt;
  const markdown = createMarkdownText(output);
  const traces = new Map<AgentId, Trace>();
  const models = new Map(attempt.agents.map(({ id, model }) => [id, model]));

  const traceOf = (id: AgentId, atMs: number): Trace => {
    const known = traces.get(id);
    if (known !== undefined) return known;
    const fresh = { startedAtMs: atMs, steps: [], chars: 0, dropped: 0 };
    traces.set(id, fresh);
    return fresh;
  };
  const add = (event: CoordinationEvent, made: string | readonly string[]): void => {
    if (event.agent_id === null) return;
    const trace = traceOf(event.agent_id, Date.parse(event.timestamp));
    for (const step of typeof made === 'string' ? [made] : made) {
      trace.steps.push(step);
      trace.chars += step.length;
    }
    while (trace.chars > MAX_TRACE_CHARS && trace.steps.length > 1) {
      trace.chars -= trace.steps.shift()?.length ?? 0;
      trace.dropped += 1;
    }
  };
  /** As it stands now: the file is written later, when the agent may have gone on. */
  const write = (folder: string, id: AgentId, nowMs: number): void => {
    const { startedAtMs, steps, dropped } = traceOf(id, nowMs);
    const model = markdown.line(models.get(id) ?? 'unknown');
    const head = [
      `# Execution Trace: ${markdown.line(id)}`,
      `**Model**: ${model} | **Started**: ${localDay(startedAtMs)} ${clockTime(startedAtMs)}`,
      ...(dropped === 0 ? [] : [`*${dropped} earlier steps are left out; events.jsonl has them all.*`]),
    ].join('\n');
    const now = [head, ...steps];
    output.text(join(folder, TRACE_NAME), () => `${now.join('\n\n')}\n`);
  };

  /** What the person said during the attempt, by id; it is handed to each agent later. */
  const said = new Map<string, string>();
  const table = Object.entries(traceSteps(markdown, (id) => said.get(id) ?? null));
  const on = Object.fromEntries(
    table.map(([type, stepOf]) => [
      type,
      (event: CoordinationEvent) => {
        // The key of the table is the type of the event its function takes.
        add(event, (stepOf as (event: CoordinationEvent) => string | readonly string[])(event));
        if (event.agent_id === null) return;
        if (event.event_type === 'answer_submitted')
          write(answerFolder(attempt, event), event.agent_id, Date.parse(event.timestamp));
        if (event.event_type === 'vote') write(voteFolder(attempt, event), event.agent_id, Date.parse(event.timestamp));
      },
    ]),
  );
  return {
    on: {
      ...on,
      human_input_queued({ data }) {
        said.set(data.id, data.content);
      },
    },
    finish(state) {
      const presenter = presenterOf(state);
      if (presenter !== null && state.finalAnswer !== null)
        write(join(FINAL_FOLDER, attempt.nameOf(presenter)), presenter, state.attemptStartedAtMs);
    },
  };
}
