import type { Clock } from '../ports/clock.ts';
import type {
  AssistantTurn,
  FinishReason,
  ModelClient,
  ModelRequest,
  ProviderFailure,
  StreamPart,
} from '../ports/model.ts';
import type { WorkflowToolName } from '../../coordination/vocabulary.ts';
import type { Usage } from '../../coordination/usage.ts';
import { createDraftReader } from './draft-reader.ts';
import type { DraftReader } from './draft-reader.ts';
import { createStreamReader } from './stream-reader.ts';
import type { TextStream } from './text-merger.ts';

/** How one HTTP exchange with a model ended, with all that was received. */
export interface Exchange {
  readonly end:
    | {
        readonly kind: 'finished';
        readonly finish: FinishReason;
        readonly rawFinish: string;
        readonly usage: Usage;
        readonly turn: AssistantTurn;
      }
    | { readonly kind: 'failed'; readonly failure: ProviderFailure; readonly usage: Usage | null }
    | { readonly kind: 'aborted' }
    /** The client broke its promise never to throw: a bug. */
    | { readonly kind: 'threw'; readonly cause: unknown }
    /** The message grew past all measure and was cut. */
    | { readonly kind: 'too_long' };
  readonly received: Received;
}

/** What has come so far; grows while the exchange runs. */
export interface Received {
  text: string;
  /** The answer that was being written inside a call, as far as it came. */
  draft: string;
  reasoning: string;
  requestId: string | null;
  firstPartMs: number | null;
}

/** All it said so far, in the text and in the answer it was writing: what is kept of a message that broke off. */
export const wordsOf = ({ text, draft }: Received): string =>
  text.trim() === '' || draft.trim() === '' ? text + draft : `${text}\n\n${draft}`;

export const nothingYet = (): Received => ({ text: '', draft: '', reasoning: '', requestId: null, firstPartMs: null });

/** Characters of text, reasoning and arguments of one message; no model says as much on purpose. */
export const MAX_MESSAGE_CHARS = 8_000_000;

/** The tool whose argument people want to read while it is written. */
const ANSWER_TOOL: WorkflowToolName = 'new_answer';

const CUT_OFF: ProviderFailure = {
  class: 'interrupted',
  message: 'the stream ended without saying how',
  status: null,
  code: null,
  retryAfter: null,
  requestId: null,
};

/** One exchange, its text passed on as it comes and kept in `received`. Never rejects; ends soon after the signal aborts. */
export async function exchange(
  client: ModelClient,
  request: ModelRequest,
  received: Received,
  stream: TextStream,
  clock: Clock,
  parent: AbortSignal,
): Promise<Exchange> {
  const cut = new AbortController();
  const signal = AbortSignal.any([parent, cut.signal]);
  const startedAtMs = clock.now();
  let chars = 0;
  const drafts = new Map<string, DraftReader>();

  function take(part: StreamPart): Exchange['end'] | null {
    switch (part.type) {
      case 'started':
        received.requestId = part.requestId;
        return null;
      case 'text':
      case 'reasoning':
      case 'tool_args':
        received.firstPartMs ??= clock.now() - startedAtMs;
        chars += part.text.length;
        if (part.type === 'text') {
          received.text += part.text;
          stream.push('text', part.text);
        } else if (part.type === 'reasoning') {
          received.reasoning += part.text;
          stream.push('thinking', part.text);
        } else if (part.name === ANSWER_TOOL) {
          drafts.set(part.callId, drafts.get(part.callId) ?? createDraftReader());
          const piece = drafts.get(part.callId)?.push(part.text) ?? '';
          received.draft += piece;
          stream.push('answer_draft', piece);
        }
        return chars > MAX_MESSAGE_CHARS ? { kind: 'too_long' } : null;
      case 'server_tool':
        received.firstPartMs ??= clock.now() - startedAtMs;
        return null;
      case 'finished':
        received.requestId = part.requestId ?? received.requestId;
        return {
          kind: 'finished',
          finish: part.finish,
          rawFinish: part.rawFinish,
          usage: part.usage,
          turn: part.turn,
        };
      case 'failed':
        received.requestId = part.failure.requestId ?? received.requestId;
        return { kind: 'failed', failure: part.failure, usage: part.usage ?? null };
      case 'aborted':
        return { kind: 'aborted' };
    }
  }

  async function readToEnd(): Promise<Exchange['end']> {
    using reader = createStreamReader(client.stream(request, signal), signal, clock);
    for (;;) {
      const read = await reader.next();
      if (read.kind === 'abandoned') return { kind: 'aborted' };
      if (read.kind === 'threw') return { kind: 'threw', cause: read.cause };
      if (read.kind === 'ended')
        return parent.aborted ? { kind: 'aborted' } : { kind: 'failed', failure: CUT_OFF, usage: null };
      // What still trickles in after an abort belongs to a call the rules have closed.
      if (parent.aborted && read.part.type !== 'finished') continue;
      const end = take(read.part);
      if (end !== null) return end;
    }
  }

  let end: Exchange['end'];
  try {
    end = await readToEnd();
  } catch (cause) {
    end = { kind: 'threw', cause };
  }
  if (end.kind === 'too_long') cut.abort();
  stream.flush();
  return { end, received };
}
