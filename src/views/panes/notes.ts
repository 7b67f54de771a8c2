import type { CoordinationEvent } from '../../coordination/events.ts';
import type { AgentId } from '../../coordination/ids.ts';
import type { Glyphs } from '../glyphs.ts';
import { clockText, plural, shortLabel } from '../numbers.ts';
import type { Line, Role } from '../span.ts';
import { span } from '../span.ts';
import { ENFORCEMENT_WORDS, FAILURE_CAUSES, RESTART_WORDS, retryWords } from '../words.ts';
import type { Cleaning } from './block.ts';

const seconds = (ms: number): string => (ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`);

/** The line or two that a pane writes for an event which is no text, tool, answer or vote; null for none. */
export function noteFor(
  event: CoordinationEvent,
  reader: AgentId,
  cleaning: Cleaning,
  glyphs: Glyphs,
): readonly Line[] | null {
  const one = (glyph: string, text: string, role: Role, rest = ''): readonly Line[] => [
    [
      span(`${glyph} `, role),
      span(cleaning.name(text), role),
      ...(rest === '' ? [] : [span(`  ${cleaning.name(rest)}`, 'muted')]),
    ],
  ];
  switch (event.event_type) {
    case 'injection_received': {
      const { labels, truncated } = event.data;
      return one(glyphs.arrow, `received ${labels.map(shortLabel).join(' ')}`, 'info', truncated ? 'shortened' : '');
    }
    case 'votes_reset': {
      const cleared = event.data.cleared.some((vote) => vote.voter === reader);
      if (!cleared) return null;
      const label = shortLabel(event.data.by_label);
      return one(
        glyphs.warning,
        `votes reset by ${label}`,
        'warning',
        `${plural(event.data.cleared.length, 'vote')} thrown away`,
      );
    }
    case 'agent_restart':
      return event.data.reason === 'vote_ignored' // told when the vote was
        ? null
        : one(glyphs.again, 'starts again', 'info', RESTART_WORDS[event.data.reason]);
    case 'agent_paused':
      // A tenth of a second is nothing to tell; the title shows it as it passes.
      return event.data.gate === 'gather' ? null : pauseNote(event.data, one, glyphs);
    case 'enforcement': {
      const { attempt, max_attempts: most, reason } = event.data;
      return one(glyphs.again, `asked once more ${attempt}/${most}`, 'warning', ENFORCEMENT_WORDS[reason]);
    }
    case 'soft_timeout':
      return one(glyphs.warning, 'asked to finish', 'warning', `${clockText(event.data.elapsed_ms)} spent`);
    case 'hard_timeout':
      return one(glyphs.warning, 'time is up', 'warning', `grace of ${seconds(event.data.grace_ms)} spent`);
    case 'stream_interrupted': // what the provider said stands in the failure, if it comes to that
      return one(
        glyphs.again,
        'the reply broke off',
        'warning',
        event.data.will_retry ? 'its text is taken back' : 'not tried again',
      );
    case 'backend_retry': {
      const { attempt, max_attempts: most, delay_ms: delay, class: why } = event.data;
      return one(glyphs.again, `retry ${attempt}/${most} in ${seconds(delay)}: ${retryWords(why)}`, 'warning');
    }
    case 'error':
      return failureLines(event.data, cleaning, glyphs);
    case 'agent_recovered':
      return one(glyphs.done, 'works again', 'success');
    case 'context_compressed': {
      const { before_tokens: before, after_tokens: after } = event.data;
      return one(glyphs.again, 'context shortened', 'info', `${before} ${glyphs.arrow} ${after} tokens`);
    }
    case 'tool_blocked':
      return one(glyphs.failed, 'tool refused', 'warning', event.data.reason);
    case 'agent_stopped':
      return one(
        glyphs.stopped,
        event.data.status === 'complete' ? 'part complete' : 'part blocked',
        'success',
        event.data.summary,
      );
    case 'human_input_delivered':
      return one(glyphs.arrow, 'your message was delivered', 'special');
    case 'restart_banner': {
      const { next_attempt: next, max_attempts: most, reason, instructions } = event.data;
      return [
        ...one(glyphs.again, `ATTEMPT ${next} of ${most} starts`, 'special', reason),
        [span(`  ${cleaning.name(instructions)}`, 'text')],
      ];
    }
    case 'status':
      return event.data.status === 'vote_ignored'
        ? one(glyphs.warning, 'vote not counted: it had not read all answers', 'warning', 'starts again')
        : null;
    default:
      return null;
  }
}

type OneLine = (glyph: string, text: string, role: Role, rest?: string) => readonly Line[];

function pauseNote(
  { gate, detail, at_ms: atMs, until_ms: untilMs }: Extract<CoordinationEvent, { event_type: 'agent_paused' }>['data'],
  one: OneLine,
  glyphs: Glyphs,
): readonly Line[] {
  const wait = untilMs === null ? '' : ` in ${seconds(Math.max(0, untilMs - atMs))}`;
  if (gate === 'backoff') return one(glyphs.again, `starts its round again${wait}`, 'warning');
  if (gate === 'rate_limit') return one(glyphs.waiting, `rate limit: goes on${wait}`, 'muted');
  return one(glyphs.waiting, detail, 'muted');
}

function failureLines(
  data: Extract<CoordinationEvent, { event_type: 'error' }>['data'],
  cleaning: Cleaning,
  glyphs: Glyphs,
): readonly Line[] {
  const tried = data.retries === 0 ? '' : `, after ${data.retries} ${data.retries === 1 ? 'retry' : 'retries'}`;
  const [head = '', ...more] = cleaning.prose(data.message).split('\n');
  return [
    [span(`${glyphs.failed} ${head}`, 'error')],
    ...more.slice(0, 4).map((line): Line => [span(line, 'error')]),
    [span(`this agent is out: ${FAILURE_CAUSES[data.class]}${tried}`, 'muted')],
  ];
}
