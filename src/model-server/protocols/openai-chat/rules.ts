import { listOf, objectOf, stringOf } from '../read-json.ts';
import type { JsonObject } from '../read-json.ts';

/** What Chat Completions would refuse, as sentences. */
export function chatProblems(body: JsonObject): string[] {
  const problems: string[] = [];
  for (const [index, tool] of listOf(body['tools']).entries()) {
    if (objectOf(tool)['function'] === undefined) problems.push(`tools[${index}]: function is missing`);
  }
  let open = new Set<string>();
  for (const [index, message] of listOf(body['messages']).map(objectOf).entries()) {
    if (message['role'] === 'tool') {
      const id = stringOf(message['tool_call_id']);
      if (!open.delete(id)) problems.push(`messages[${index}]: no open tool call ${id} in the message before`);
      continue;
    }
    for (const id of open) problems.push(`messages[${index}]: tool call ${id} has no answer before it`);
    const calls = listOf(message['tool_calls']).map(objectOf);
    open = new Set(calls.map((call) => stringOf(call['id'])));
    if (open.size < calls.length) problems.push(`messages[${index}]: two tool calls with one id`);
  }
  for (const id of open) problems.push(`tool call ${id} has no answer`);
  return problems;
}
