import { toolCallId } from '../../coordination/ids.ts';
import type { ModelToolCall } from '../../runtime/ports/model.ts';
import { isDeeperThan } from './json.ts';

/** Levels of lists and objects in the arguments of one call; tools want a handful. */
const MAX_ARGS_DEPTH = 64;
/** Longer than any answer. */
const MAX_ARGS_CHARS = 4_000_000;

const where = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 160);

/**
 * A finished call from the JSON text a model wrote. Empty text means no arguments. Text that is no JSON object keeps its
 * words in `argsText` and says in `argsError` what is wrong with it: such a call must never be executed. The same goes for
 * arguments that are too long, or nested so deeply that whoever walks them would overflow.
 */
export function toolCallFromText(id: string, name: string, argsText: string): ModelToolCall {
  const call = { id: toolCallId(id), name, argsText };
  if (argsText.trim() === '') return { ...call, args: {}, argsError: null };
  if (argsText.length > MAX_ARGS_CHARS) {
    const argsError = `the arguments are longer than ${MAX_ARGS_CHARS} characters`;
    return { ...call, args: null, argsError };
  }
  let args: unknown;
  try {
    args = JSON.parse(argsText);
  } catch (error) {
    return { ...call, args: null, argsError: `the arguments are not JSON: ${where(error)}` };
  }
  if (isDeeperThan(args, MAX_ARGS_DEPTH)) {
    const argsError = `the arguments are nested more than ${MAX_ARGS_DEPTH} levels deep`;
    return { ...call, args: null, argsError };
  }
  if (typeof args === 'object' && args !== null && !Array.isArray(args)) return { ...call, args, argsError: null };
  return { ...call, args, argsError: 'the arguments must be a JSON object' };
}

/**
 * The calls of a message that was cut. One that had not begun its arguments looks like one without any: only the last
 * can be it, and it is not to be executed.
 */
export function cutCalls(calls: readonly ModelToolCall[]): readonly ModelToolCall[] {
  const last = calls.at(-1);
  if (last === undefined || last.argsText.trim() !== '') return calls;
  return [...calls.slice(0, -1), { ...last, argsError: 'the message was cut before the arguments' }];
}

/** Hosts number calls within one message ("0"), or name none: such an id would clash with the next message's. */
export const isUsableCallId = (id: string): boolean => id.length > 3;
