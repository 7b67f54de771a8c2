import { toolCallId } from '../../coordination/ids.ts';
import type { ModelToolCall } from '../../runtime/ports/model.ts';

const where = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 160);

/**
 * A finished call from the JSON text a model wrote. Empty text means no arguments. Text that is no JSON object keeps its
 * words in `argsText` and says in `argsError` what is wrong with it: such a call must never be executed.
 */
export function toolCallFromText(id: string, name: string, argsText: string): ModelToolCall {
  const call = { id: toolCallId(id), name, argsText };
  if (argsText.trim() === '') return { ...call, args: {}, argsError: null };
  let args: unknown;
  try {
    args = JSON.parse(argsText);
  } catch (error) {
    return { ...call, args: null, argsError: `the arguments are not JSON: ${where(error)}` };
  }
  if (typeof args === 'object' && args !== null && !Array.isArray(args)) return { ...call, args, argsError: null };
  return { ...call, args, argsError: 'the arguments must be a JSON object' };
}

/** Hosts number calls within one message ("0"), or name none: such an id would clash with the next message's. */
export const isUsableCallId = (id: string): boolean => id.length > 3;
