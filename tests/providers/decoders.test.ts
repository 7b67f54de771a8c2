import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ending, Progress } from '../../src/providers/shared/decoder.ts';
import type { WireFamily } from '../../src/config/backend-types.ts';
import { WIRE_FAMILIES } from '../../src/config/backend-types.ts';
import { SAMPLES } from '../protocols/samples.ts';

/** Field names and words of the protocols, so that nonsense hits the places that are read. */
const NAMES = `type index delta choices content tool_calls function arguments name id message content_block partial_json
  usage output_index item response output status candidates parts functionCall partialArgs jsonPath finishReason
  finish_reason text reasoning_details`.split(/\s+/);
const WORDS =
  `content_block_start content_block_delta content_block_stop message_delta message_stop message_start tool_use
  text_delta input_json_delta compaction_delta response.completed response.output_item.added response.output_item.done
  response.output_text.delta response.failed function_call stop STOP <think> {"a": [1] $.a[0] x`.split(/\s+/);
const names = fc.constantFrom(...NAMES);
const words = fc.constantFrom(...WORDS, '');
const anyEvent = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    words,
    fc.integer({ min: -2, max: 5 }),
    fc.constantFrom(null, true, 1e300),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { maxKeys: 6 }),
  ),
})).value;

interface Run {
  readonly parts: readonly Progress[];
  readonly ending: Ending;
}

function run(family: WireFamily, events: readonly unknown[], sawEndMark: boolean): Run {
  const decoder = SAMPLES[family].createDecoder();
  const parts = events.flatMap((event) => decoder.push(event));
  return { parts, ending: decoder.end(sawEndMark) };
}

const said = (parts: readonly Progress[], type: 'text' | 'reasoning'): string =>
  parts.map((part) => (part.type === type ? part.text : '')).join('');

describe.each(WIRE_FAMILIES)('the decoder of %s', (family) => {
  test('ends in a message or a failure, whatever the events are', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 8 }), fc.boolean(), (events, sawEndMark) => {
        const { ending } = run(family, events, sawEndMark);
        expect(['finished', 'failed']).toContain(ending.kind);
      }),
      { numRuns: 400 },
    );
  });

  test('hands out texts that are texts, and calls whose arguments are an object or an error', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 8 }), (events) => {
        const { parts, ending } = run(family, events, true);
        const calls = ending.kind === 'finished' ? ending.message.turn.calls : [];
        const runnable = calls.filter((call) => call.argsError === null);
        expect(runnable.filter(({ args }) => typeof args !== 'object' || args === null || Array.isArray(args))).toEqual(
          [],
        );
        expect(parts.filter((part) => part.type === 'text' && typeof part.text !== 'string')).toEqual([]);
      }),
    );
  });

  test('gives the same for the same events', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 6 }), (events) => {
        expect(run(family, events, true)).toEqual(run(family, structuredClone(events), true));
      }),
    );
  });
});

test('what a chat stream says piece by piece is what its message says, with or without thinking tags', () => {
  const piece = fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('<think>', '</think>', '<th', 'ink>', '\n'));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const events = [
        ...pieces.map((content) => ({ choices: [{ index: 0, delta: { content } }] })),
        { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
      ];
      const { parts, ending } = run('openai-chat', events, true);
      const turn = ending.kind === 'finished' ? ending.message.turn : null;
      expect(said(parts, 'text')).toBe(turn?.text);
      expect(said(parts, 'reasoning')).toBe(turn?.reasoning ?? '');
    }),
  );
});
