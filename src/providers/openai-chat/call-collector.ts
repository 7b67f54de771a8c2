import type { ModelToolCall } from '../../runtime/ports/model.ts';
import type { Progress } from '../shared/decoder.ts';
import { numberOf, objectOf, parseJson, textOf } from '../shared/json.ts';
import { isUsableCallId, toolCallFromText } from '../shared/tool-call.ts';

interface OpenCall {
  readonly index: number | null;
  /** The host's own id, to be sent back as it came. */
  readonly wireId: string;
  readonly id: string;
  name: string;
  args: string;
}

export interface CollectedCall {
  readonly call: ModelToolCall;
  readonly wireId: string;
}

export interface CallCollector {
  push(piece: unknown): readonly Progress[];
  end(): readonly CollectedCall[];
}

/** Text that already is one whole JSON object cannot be continued, only be said again. */
const isWhole = (args: string): boolean => args.trimEnd().endsWith('}') && parseJson(args) !== undefined;

/**
 * Puts tool calls together from the pieces of a chat stream, whose hosts differ: with or without `index`, with or without
 * `id`, one index for all calls, the name in each piece, a call whole in one piece, or whole again after it was complete.
 */
export function createCallCollector(fallbackId: string): CallCollector {
  const calls: OpenCall[] = [];

  function find(index: number | null, wireId: string, name: string): OpenCall | undefined {
    const sameId = wireId === '' ? undefined : calls.find((call) => call.wireId === wireId && call.index === index);
    if (sameId !== undefined) return sameId;
    const sameIndex = index === null ? undefined : calls.findLast((call) => call.index === index);
    if (sameIndex !== undefined) {
      // Some hosts give every call the index 0 and only the id tells them apart.
      const isNew = wireId !== '' && sameIndex.wireId !== '' && name !== '' && isWhole(sameIndex.args || '{}');
      return isNew ? undefined : sameIndex;
    }
    if (index !== null || wireId !== '') return undefined;
    const last = calls.at(-1);
    return last !== undefined && (name === '' || (name === last.name && !isWhole(last.args))) ? last : undefined;
  }

  function open(index: number | null, wireId: string): OpenCall {
    const id = isUsableCallId(wireId) ? wireId : `${fallbackId}_${calls.length + 1}`;
    const call = { index, wireId, id, name: '', args: '' };
    calls.push(call);
    return call;
  }

  return {
    push(piece) {
      const { index, id, function: spec } = objectOf(piece);
      const { name, arguments: args } = objectOf(spec);
      const at = numberOf(index);
      const call = find(at, textOf(id), textOf(name)) ?? open(at, textOf(id));
      if (textOf(name) !== '') call.name = textOf(name);
      // A host that does not stream arguments may send them as an object.
      const text = typeof args === 'object' && args !== null ? JSON.stringify(args) : textOf(args);
      if (text.trim() !== '' && text.trimStart().startsWith('{') && isWhole(call.args)) {
        if (call.args.trim() === text.trim()) return [];
        call.args = text;
      } else {
        call.args += text;
      }
      return [{ type: 'tool_args', callId: call.id, name: call.name, text }];
    },
    end: () =>
      calls
        .filter((call) => call.name !== '' || call.args !== '')
        .map(({ id, name, args, wireId }) => ({ call: toolCallFromText(id, name, args), wireId })),
  };
}
