import type { FinishReason } from '../../runtime/ports/model.ts';
import type { Usage } from '../../coordination/usage.ts';
import { UNKNOWN_USAGE } from '../../coordination/usage.ts';
import type { Decoder, Ending, Progress } from '../shared/decoder.ts';
import { NO_TERMINAL_EVENT } from '../shared/decoder.ts';
import { bareFacts } from '../shared/failure-facts.ts';
import type { JsonObject } from '../shared/json.ts';
import { isObject, listOf, numberOf, objectOf, someText, textOf, wordTable } from '../shared/json.ts';
import { cutCalls, toolCallFromText } from '../shared/tool-call.ts';
import type { OpenBlock } from './block.ts';
import { applyDelta, argsTextOf, closeBlock, isClientTool, openBlock, startParts } from './block.ts';
import { mergeUsage, messagesUsage } from './usage.ts';

const FINISH = wordTable<FinishReason>({
  end_turn: 'end',
  stop_sequence: 'end',
  tool_use: 'tool_calls',
  max_tokens: 'max_tokens',
  pause_turn: 'pause',
  compaction: 'pause',
  refusal: 'refusal',
  model_context_window_exceeded: 'context_full',
});

/** Events of the Messages API to parts. Every block is kept as it came, for it must be sent back unchanged. */
export function createMessagesDecoder(model: string): Decoder {
  const blocks = new Map<number, OpenBlock>();
  let usage: JsonObject | null = null;
  let stopReason: string | null = null;
  let explanation: string | null = null;
  let stopped = false;

  function open(index: number, contentBlock: unknown): readonly Progress[] {
    const block = openBlock(contentBlock);
    blocks.set(index, block);
    return startParts(block);
  }

  function addUsage(raw: unknown): void {
    if (isObject(raw)) usage = mergeUsage(usage ?? {}, raw);
  }

  function pushMessageDelta(event: JsonObject): void {
    const delta = objectOf(event['delta']);
    stopReason = someText(delta['stop_reason']) ?? stopReason;
    explanation = someText(objectOf(delta['stop_details'])['explanation']) ?? explanation;
    addUsage(event['usage']);
  }

  function push(raw: unknown): readonly Progress[] {
    const event = objectOf(raw);
    const index = numberOf(event['index']) ?? blocks.size;
    switch (event['type']) {
      case 'message_start': {
        const message = objectOf(event['message']);
        addUsage(message['usage']);
        stopReason = someText(message['stop_reason']) ?? stopReason;
        explanation = someText(objectOf(message['stop_details'])['explanation']) ?? explanation;
        // Whole already when the host does not stream.
        return listOf(message['content']).flatMap((block, at) => open(at, block));
      }
      case 'content_block_start':
        return open(index, event['content_block']);
      case 'content_block_delta': {
        const block = blocks.get(index);
        return block === undefined ? [] : applyDelta(block, objectOf(event['delta']));
      }
      case 'content_block_stop': {
        const block = blocks.get(index);
        return block === undefined ? [] : closeBlock(block);
      }
      case 'message_delta':
        pushMessageDelta(event);
        return [];
      case 'message_stop':
        stopped = true;
        return [];
      default:
        return [];
    }
  }

  const counted = (): Usage | null => (usage === null ? null : messagesUsage(usage));

  function end(): Ending {
    if (!stopped) return { kind: 'failed', facts: bareFacts('cut_off', NO_TERMINAL_EVENT) };
    const ordered = [...blocks.entries()].toSorted(([left], [right]) => left - right).map(([, block]) => block);
    for (const block of ordered) closeBlock(block);
    const word = stopReason ?? '';
    const joined = (type: string, field: string): string =>
      ordered.map((block) => (block.type === type ? textOf(block.value[field]) : '')).join('');
    const reasoning = joined('thinking', 'thinking');
    const calls = ordered
      .filter(isClientTool)
      .map((block) => toolCallFromText(textOf(block.value['id']), textOf(block.value['name']), argsTextOf(block)));
    return {
      kind: 'finished',
      message: {
        finish: FINISH.get(word) ?? (ordered.some(isClientTool) ? 'tool_calls' : word === '' ? 'end' : 'other'),
        rawFinish: word,
        usage: counted() ?? UNKNOWN_USAGE,
        rawUsage: usage,
        refusal: word === 'refusal' ? explanation : null,
        turn: {
          text: joined('text', 'text'),
          reasoning: reasoning === '' ? null : reasoning,
          calls: word === 'max_tokens' ? cutCalls(calls) : calls,
          raw: { family: 'anthropic-messages', model, items: ordered.map(({ value }) => value) },
        },
      },
    };
  }

  return { push, state: () => (stopped ? 'closed' : 'open'), usage: counted, end };
}
