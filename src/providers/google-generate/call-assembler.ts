import type { ModelToolCall } from '../../runtime/ports/model.ts';
import type { JsonObject } from '../shared/json.ts';
import { isObject, objectOf, someText, textOf } from '../shared/json.ts';
import { toolCallFromText } from '../shared/tool-call.ts';
import { applyPartialArgs } from './partial-args.ts';

interface GrowingCall {
  readonly name: string;
  readonly wireId: string | null;
  readonly signature: string | null;
  readonly args: Record<string, unknown>;
}

/** A function call that is whole: for us, and as the part to be sent back. */
export interface WholeCall {
  readonly call: ModelToolCall;
  readonly part: JsonObject;
}

export interface CallAssembler {
  /** The call a part completes, if it does. */
  push(part: JsonObject): WholeCall | null;
}

/** Calls come whole, or (Vertex) as a name, pieces of arguments and an empty call as the end. */
export function createCallAssembler(fallbackId: string): CallAssembler {
  let growing: GrowingCall | null = null;
  let count = 0;
  const given = new Set<string>();

  function whole(name: string, wireId: string | null, args: unknown, part: JsonObject): WholeCall {
    count += 1;
    // Older models give no id: this one is ours alone and is never sent back.
    const id = wireId === null || given.has(wireId) ? `${fallbackId}_${count}` : wireId;
    given.add(id);
    const hasArgs = args !== undefined && args !== null;
    return { call: toolCallFromText(id, name, hasArgs ? JSON.stringify(args) : ''), part };
  }

  return {
    push(part) {
      const call = objectOf(part['functionCall']);
      const name = someText(call['name']);
      const goesOn = call['willContinue'] === true;
      if (name !== null && !goesOn && call['partialArgs'] === undefined) {
        growing = null;
        return whole(name, someText(call['id']), call['args'], part);
      }
      if (name !== null) {
        const args = isObject(call['args']) ? { ...call['args'] } : {};
        growing = { name, wireId: someText(call['id']), signature: someText(part['thoughtSignature']), args };
      }
      if (growing === null) return null;
      applyPartialArgs(growing.args, call['partialArgs']);
      if (goesOn) return null;
      const { args, wireId, signature } = growing;
      const done = { ...(wireId === null ? {} : { id: wireId }), name: growing.name, args };
      const finished = whole(textOf(growing.name), wireId, args, {
        functionCall: done,
        ...(signature === null ? {} : { thoughtSignature: signature }),
      });
      growing = null;
      return finished;
    },
  };
}
