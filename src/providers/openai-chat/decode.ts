import type { FinishReason } from '../../runtime/ports/model.ts';
import type { Usage } from '../../coordination/usage.ts';
import { UNKNOWN_USAGE } from '../../coordination/usage.ts';
import type { Decoder, Ending, Progress } from '../shared/decoder.ts';
import { NO_TERMINAL_EVENT } from '../shared/decoder.ts';
import type { FailureFacts } from '../shared/failure-facts.ts';
import { bareFacts, factsOfBody } from '../shared/failure-facts.ts';
import type { JsonObject } from '../shared/json.ts';
import { isObject, listOf, objectOf, someText, textOf, wordTable } from '../shared/json.ts';
import type { CollectedCall } from './call-collector.ts';
import { createCallCollector } from './call-collector.ts';
import { cutCalls } from '../shared/tool-call.ts';
import { detailedText, mergeReasoningDetails } from './reasoning-details.ts';
import type { Piece } from './think-tag.ts';
import { createThinkSplitter } from './think-tag.ts';
import { chatUsage, usageOfChunk } from './usage.ts';

export interface ChatDecoderOptions {
  readonly model: string;
  readonly inlineThink: boolean;
  /** Prefix for the ids of calls that came with none of their own; unique in the conversation. */
  readonly fallbackId: string;
}

const FINISH = wordTable<FinishReason>({
  stop: 'end',
  eos: 'end',
  end_turn: 'end',
  tool_calls: 'tool_calls',
  function_call: 'tool_calls',
  length: 'max_tokens',
  max_tokens: 'max_tokens',
  model_length: 'max_tokens',
  content_filter: 'content_filter',
  sensitive: 'content_filter',
  refusal: 'refusal',
  model_context_window_exceeded: 'context_full',
});

function finishReason(word: string, calls: readonly CollectedCall[], refusal: string): FinishReason {
  const known = FINISH.get(word);
  if (known === 'max_tokens' || known === 'content_filter' || known === 'context_full') return known;
  // vLLM and others say `stop` although they call a tool; some say nothing at all.
  if (calls.length > 0) return 'tool_calls';
  if (refusal !== '') return 'refusal';
  return known ?? (word === '' ? 'end' : 'other');
}

/** The pieces of a `content`: plain text, or Mistral's list of thoughts and texts. */
function contentPieces(content: unknown): readonly Piece[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return listOf(content).map((part): Piece => {
    const { type, text, thinking } = objectOf(part);
    if (type !== 'thinking') return { type: 'text', text: textOf(text) };
    const thought = contentPieces(thinking).map((piece) => piece.text);
    return { type: 'reasoning', text: thought.join('') };
  });
}

/** Chat Completions chunks to parts. A whole completion (a host that does not stream) is read as one chunk. */
export function createChatDecoder(options: ChatDecoderOptions): Decoder {
  const collector = createCallCollector(options.fallbackId);
  const thinkTag = options.inlineThink ? createThinkSplitter() : null;
  const details: unknown[] = [];
  let text = '';
  let reasoning = '';
  let reasoningField: 'reasoning_content' | 'reasoning' | null = null;
  let refusal = '';
  let finish = '';
  let rawUsage: JsonObject | null = null;
  let failure: FailureFacts | null = null;

  const record = (type: 'text' | 'reasoning', piece: string): readonly Progress[] => {
    if (piece === '') return [];
    if (type === 'text') text += piece;
    else reasoning += piece;
    return [{ type, text: piece }];
  };

  function pushDelta(delta: JsonObject): Progress[] {
    const parts: Progress[] = [];
    const field = someText(delta['reasoning_content']) === null ? 'reasoning' : 'reasoning_content';
    const thought = someText(delta[field]);
    const detailed = listOf(delta['reasoning_details']);
    details.push(...detailed);
    if (thought !== null) {
      reasoningField ??= field;
      parts.push(...record('reasoning', thought));
    } else {
      parts.push(...record('reasoning', detailedText(detailed)));
    }
    for (const piece of contentPieces(delta['content'])) {
      const split = thinkTag !== null && piece.type === 'text' ? thinkTag.push(piece.text) : [piece];
      for (const { type, text: said } of split) parts.push(...record(type, said));
    }
    const declined = textOf(delta['refusal']);
    refusal += declined;
    parts.push(...record('text', declined));
    for (const call of listOf(delta['tool_calls'])) parts.push(...collector.push(call));
    // The form before tools; a few servers still know only this one.
    if (isObject(delta['function_call'])) parts.push(...collector.push({ index: 0, function: delta['function_call'] }));
    return parts;
  }

  /** Errors that came as an ordinary chunk. */
  function noteFailure(chunk: JsonObject, choice: JsonObject): void {
    if (chunk['object'] === 'error') failure = factsOfBody('in_stream', null, chunk);
    else if (isObject(choice['error'])) failure = factsOfBody('in_stream', null, choice);
  }

  const counted = (): Usage | null => (rawUsage === null ? null : chatUsage(rawUsage));

  function end(sawEndMark: boolean): Ending {
    if (failure !== null) return { kind: 'failed', facts: failure };
    if (finish === '' && !sawEndMark) return { kind: 'failed', facts: bareFacts('cut_off', NO_TERMINAL_EVENT) };
    for (const piece of thinkTag?.end() ?? []) record(piece.type, piece.text);
    const calls = collector.end();
    const reason = finishReason(finish, calls, refusal);
    // A word we do not know (`error`, `abort`) may be one for a message that was given up.
    const isCut = reason === 'max_tokens' || (finish !== '' && !FINISH.has(finish));
    const ownCalls = calls.map(({ call }) => call);
    return {
      kind: 'finished',
      message: {
        finish: reason,
        rawFinish: finish,
        usage: counted() ?? UNKNOWN_USAGE,
        rawUsage,
        refusal: refusal === '' ? null : refusal,
        turn: {
          text,
          reasoning: reasoning === '' ? null : reasoning,
          calls: isCut ? cutCalls(ownCalls) : ownCalls,
          raw: { family: 'openai-chat', model: options.model, items: [rawMessage(calls)] },
        },
      },
    };
  }

  function rawMessage(calls: readonly CollectedCall[]): JsonObject {
    const said = refusal === '' ? text : text.slice(0, text.length - refusal.length);
    return {
      role: 'assistant',
      content: said === '' ? null : said,
      ...(refusal === '' ? {} : { refusal }),
      ...(reasoningField === null ? {} : { [reasoningField]: reasoning }),
      ...(details.length === 0 ? {} : { reasoning_details: mergeReasoningDetails(details) }),
      ...(calls.length === 0
        ? {}
        : {
            tool_calls: calls.map(({ call, wireId }) => ({
              id: wireId === '' ? call.id : wireId,
              type: 'function',
              function: { name: call.name, arguments: call.argsText === '' ? '{}' : call.argsText },
            })),
          }),
    };
  }

  return {
    push(event) {
      const chunk = objectOf(event);
      rawUsage = usageOfChunk(chunk) ?? rawUsage;
      // Only one answer is ever asked for; Azure's first chunk, and the one with the usage, have none.
      const choice = objectOf(listOf(chunk['choices']).find((entry) => (objectOf(entry)['index'] ?? 0) === 0));
      noteFailure(chunk, choice);
      const parts = pushDelta(objectOf(choice['delta'] ?? choice['message']));
      const word = someText(choice['finish_reason']);
      if (word === null) return parts;
      finish = word;
      return [...parts, ...(thinkTag?.end() ?? []).flatMap(({ type, text: said }) => record(type, said))];
    },
    state: () => (finish === '' && failure === null ? 'open' : 'told'),
    usage: counted,
    end,
  };
}
