import type { CoordinationEvent } from '../../coordination/events.ts';
import type { AgentId } from '../../coordination/ids.ts';
import type { Glyphs } from '../glyphs.ts';
import { clockText, plural, shortLabel } from '../numbers.ts';
import type { Line, Role } from '../span.ts';
import { span } from '../span.ts';
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
      return one(glyphs.again, 'starts again', 'info', event.data.reason);
    case 'agent_paused':
      return one(glyphs.waiting, `paused (${event.data.gate.replace('_', ' ')})`, 'muted', event.data.detail);
    case 'enforcement': {
      const { attempt, max_attempts: most, reason } = event.data;
      return one(glyphs.again, `asked once more ${attempt}/${most}`, 'warning', reason.replaceAll('_', ' '));
    }
    case 'soft_timeout':
      return one(glyphs.warning, 'asked to finish', 'warning', `${clockText(event.data.elapsed_ms)} spent`);
    case 'hard_timeout':
      return one(glyphs.warning, 'time is up', 'warning', `grace of ${seconds(event.data.grace_ms)} spent`);
    case 'stream_interrupted': {
      const next = event.data.will_retry ? 'its text is taken back' : 'not tried again';
      return one(glyphs.again, `stream interrupted: ${event.data.message}`, 'warning', next);
    }
    case 'backend_retry': {
      const { attempt, max_attempts: most, delay_ms: delay, message } = event.data;
      return one(glyphs.again, `retry ${attempt}/${most} in ${seconds(delay)}`, 'warning', message);
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
        ? one(glyphs.warning, 'vote ignored', 'warning', event.data.reason)
        : null;
    default:
      return null;
  }
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
    [span(`${data.class.replaceAll('_', ' ')}${tried}: this agent is out`, 'muted')],
  ];
}
