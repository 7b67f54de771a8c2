import type { ModelToolCall } from '../../runtime/ports/model.ts';
import type { Progress } from '../shared/decoder.ts';
import { MAX_CALLS } from '../shared/decoder.ts';
import { numberOf, objectOf, textOf } from '../shared/json.ts';
import { isUsableCallId, toolCallFromText } from '../shared/tool-call.ts';
import type { GrowingObject } from './whole-object.ts';
import { growingObject } from './whole-object.ts';

interface OpenCall {
  readonly index: number | null;
  /** The host's own id, to be sent back as it came. */
  readonly wireId: string;
  readonly id: string;
  name: string;
  args: GrowingObject;
}

export interface CollectedCall {
  readonly call: ModelToolCall;
  readonly wireId: string;
}

export interface CallCollector {
  push(piece: unknown): readonly Progress[];
  end(): readonly CollectedCall[];
}

/**
 * Puts tool calls together from the pieces of a chat stream, whose hosts differ: with or without `index`, with or without
 * `id`, one index for all calls, the name in each piece, a call whole in one piece, or whole again after it was complete.
 * One call beyond `MAX_CALLS` is kept, so that whoever counts sees that there are too many.
 */
export function createCallCollector(fallbackId: string): CallCollector {
  const calls: OpenCall[] = [];

  function find(index: number | null, wireId: string, name: string): OpenCall | undefined {
    const sameId = wireId === '' ? undefined : calls.find((call) => call.wireId === wireId && call.index === index);
    if (sameId !== undefined) return sameId;
    const sameIndex = index === null ? undefined : calls.findLast((call) => call.index === index);
    if (sameIndex !== undefined) {
      // Some hosts give every call the index 0 and only the id tells them apart.
      const isNew =
        wireId !== '' &&
        sameIndex.wireId !== '' &&
        name !== '' &&
        (sameIndex.args.text === '' || sameIndex.args.isWhole());
      return isNew ? undefined : sameIndex;
    }
    if (index !== null || wireId !== '') return undefined;
    const last = calls.at(-1);
    return last !== undefined && (name === '' || (name === last.name && !last.args.isWhole())) ? last : undefined;
  }

  function open(index: number | null, wireId: string): OpenCall | null {
    if (calls.length > MAX_CALLS) return null;
    const isOwn = isUsableCallId(wireId) && calls.every((call) => call.id !== wireId);
    const id = isOwn ? wireId : `${fallbackId}_${calls.length + 1}`;
    const call = { index, wireId, id, name: '', args: growingObject() };
    calls.push(call);
    return call;
  }

  return {
    push(piece) {
      const { index, id, function: spec } = objectOf(piece);
      const { name, arguments: args } = objectOf(spec);
      const at = numberOf(index);
      const call = find(at, textOf(id), textOf(name)) ?? open(at, textOf(id));
      if (call === null) return [];
      if (textOf(name) !== '') call.name = textOf(name);
      // A host that does not stream arguments may send them as an object.
      const text = typeof args === 'object' && args !== null ? JSON.stringify(args) : textOf(args);
      if (text.trim() !== '' && text.trimStart().startsWith('{') && call.args.isWhole()) {
        if (call.args.text.trim() === text.trim()) return [];
        call.args = growingObject();
      }
      call.args.push(text);
      return [{ type: 'tool_args', callId: call.id, name: call.name, text }];
    },
    end: () =>
      calls
        .filter((call) => call.name !== '' || call.args.text !== '')
        .map(({ id, name, args, wireId }) => ({ call: toolCallFromText(id, name, args.text), wireId })),
  };
}
