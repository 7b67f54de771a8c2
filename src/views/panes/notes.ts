import type { CoordinationEvent, EventData, EventType } from '../../coordination/events.ts';
import type { AgentId } from '../../coordination/ids.ts';
import type { Glyphs } from '../glyphs.ts';
import { inline } from '../markdown/inline.ts';
import { clockText, shortLabel } from '../numbers.ts';
import type { Line, Role } from '../span.ts';
import { span } from '../span.ts';
import { ENFORCEMENT_WORDS, FAILURE_CAUSES, RESTART_WORDS, retryWords } from '../words.ts';
import type { Cleaning } from './block.ts';
import { plural } from '../../shared/plural.ts';

const seconds = (ms: number): string => (ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`);

/** What a note is written with. */
interface Pen {
  /** The agent whose pane it is. */
  readonly reader: AgentId;
  readonly cleaning: Cleaning;
  readonly glyphs: Glyphs;
  readonly one: (glyph: string, text: string, role: Role, rest?: string) => readonly Line[];
}

type Note<Type extends EventType> = (data: EventData[Type], pen: Pen) => readonly Line[] | null;

/** What a pane shows as a block of its own: see `block-log.ts`. */
const BLOCKS = [
  'round_start',
  'round_ended',
  'model_call_started',
  'model_call_ended',
  'text',
  'thinking',
  'answer_draft',
  'reasoning_done',
  'message_committed',
  'tool_start',
  'tool_output',
  'tool_complete',
  'answer_submitted',
  'vote',
] as const satisfies readonly EventType[];

/** What header, rail, tally or the final answer tell, and what only the rules want to know. */
const SILENT = [
  'run_started',
  'run_ended',
  'system_status',
  'attempt_started',
  'phase_changed',
  'cancel_requested',
  'partial_saved',
  'orchestrator_timeout',
  'deadline_warning',
  'internal_error',
  'status_message',
  'agent_resumed',
  'context_delivered',
  'update_pending',
  'injection_skipped',
  'soft_timeout_due',
  'hard_timeout_moved',
  'human_input_queued',
  'model_call_requested',
  'model_call_aborting',
  'model_call_closed',
  'prompt_built',
  'usage_updated',
  'answer_proposed',
  'answer_rejected',
  'vote_rejected',
  'limit_reached',
  'coordination_complete',
  'winner_selected',
  'final_presentation_start',
  'final_presentation_chunk',
  'final_presentation_end',
  'post_evaluation',
  'answer_locked',
  'workspace_snapshot',
] as const satisfies readonly EventType[];

type Noted = Exclude<EventType, (typeof BLOCKS)[number] | (typeof SILENT)[number]>;

/** A line or two for every other event: a type that stands in none of the three does not compile. */
const NOTES: { readonly [Type in Noted]: Note<Type> } = {
  injection_received: ({ labels, truncated }, { one, glyphs }) =>
    one(glyphs.arrow, `received ${labels.map(shortLabel).join(' ')}`, 'info', truncated ? 'shortened' : ''),
  votes_reset: ({ cleared, by_label: label }, { one, glyphs, reader }) =>
    cleared.some((vote) => vote.voter === reader)
      ? one(
          glyphs.warning,
          `votes reset by ${shortLabel(label)}`,
          'warning',
          `${plural(cleared.length, 'vote')} thrown away`,
        )
      : null,
  agent_restart: ({ reason }, { one, glyphs }) =>
    reason === 'vote_ignored' // told when the vote was
      ? null
      : one(glyphs.again, 'starts again', 'info', RESTART_WORDS[reason]),
  agent_paused: pauseNote,
  enforcement: ({ attempt, max_attempts: most, reason }, { one, glyphs }) =>
    one(glyphs.again, `asked once more ${attempt}/${most}`, 'warning', ENFORCEMENT_WORDS[reason]),
  soft_timeout: ({ elapsed_ms: elapsed }, { one, glyphs }) =>
    one(glyphs.warning, 'asked to finish', 'warning', `${clockText(elapsed)} spent`),
  hard_timeout: ({ grace_ms: grace }, { one, glyphs }) =>
    one(glyphs.warning, 'time is up', 'warning', `grace of ${seconds(grace)} spent`),
  // What the provider said stands in the failure, if it comes to that.
  stream_interrupted: ({ will_retry: again }, { one, glyphs }) =>
    one(glyphs.again, 'the reply broke off', 'warning', again ? 'its text is taken back' : 'not tried again'),
  backend_retry: ({ attempt, max_attempts: most, delay_ms: delay, class: why }, { one, glyphs }) =>
    one(glyphs.again, `retry ${attempt}/${most} in ${seconds(delay)}: ${retryWords(why)}`, 'warning'),
  error: failureLines,
  agent_recovered: (_data, { one, glyphs }) => one(glyphs.done, 'works again', 'success'),
  context_compressed: ({ before_tokens: before, after_tokens: after }, { one, glyphs }) =>
    one(glyphs.again, 'context shortened', 'info', `${before} ${glyphs.arrow} ${after} tokens`),
  tool_blocked: ({ reason }, { one, glyphs }) => one(glyphs.failed, 'tool refused', 'warning', reason),
  agent_stopped: ({ status, summary }, { one, glyphs }) =>
    one(glyphs.stopped, status === 'complete' ? 'part complete' : 'part blocked', 'success', summary),
  human_input_delivered: (_data, { one, glyphs }) => one(glyphs.arrow, 'your message was delivered', 'special'),
  restart_banner: ({ next_attempt: next, max_attempts: most, reason, instructions }, { one, glyphs, cleaning }) => [
    ...one(glyphs.again, `ATTEMPT ${next} of ${most} starts`, 'special', reason),
    [span('  '), ...inline(cleaning.name(instructions))],
  ],
  status: ({ status }, { one, glyphs }) =>
    status === 'vote_ignored'
      ? one(glyphs.warning, 'vote not counted: it had not read all answers', 'warning', 'starts again')
      : null,
};
const BY_TYPE: ReadonlyMap<string, Note<EventType>> = new Map(Object.entries(NOTES) as [string, Note<EventType>][]);

/** The line or two that a pane writes for an event which is no block of its own; null for none. */
export function noteFor(
  event: CoordinationEvent,
  reader: AgentId,
  cleaning: Cleaning,
  glyphs: Glyphs,
): readonly Line[] | null {
  const one: Pen['one'] = (glyph, text, role, rest = '') => [
    [
      span(`${glyph} `, role),
      span(cleaning.name(text), role),
      ...(rest === '' ? [] : [span(`  ${cleaning.name(rest)}`, 'muted')]),
    ],
  ];
  return BY_TYPE.get(event.event_type)?.(event.data, { reader, cleaning, glyphs, one }) ?? null;
}

function pauseNote(
  { gate, detail, at_ms: atMs, until_ms: untilMs }: EventData['agent_paused'],
  { one, glyphs }: Pen,
): readonly Line[] | null {
  // A tenth of a second is nothing to tell; the title shows it as it passes.
  if (gate === 'gather') return null;
  const wait = untilMs === null ? '' : ` in ${seconds(Math.max(0, untilMs - atMs))}`;
  if (gate === 'backoff') return one(glyphs.again, `starts its round again${wait}`, 'warning');
  if (gate === 'rate_limit') return one(glyphs.waiting, `rate limit: goes on${wait}`, 'muted');
  return one(glyphs.waiting, detail, 'muted');
}

function failureLines(data: EventData['error'], { cleaning, glyphs }: Pen): readonly Line[] {
  const tried = data.retries === 0 ? '' : `, after ${data.retries} ${data.retries === 1 ? 'retry' : 'retries'}`;
  const [head = '', ...more] = cleaning.prose(data.message).split('\n');
  return [
    [span(`${glyphs.failed} ${head}`, 'error')],
    ...more.slice(0, 4).map((line): Line => [span(line, 'error')]),
    [span(`this agent is out: ${FAILURE_CAUSES[data.class]}${tried}`, 'muted')],
  ];
}
