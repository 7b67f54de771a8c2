import { listOf, objectOf, stringOf } from '../protocols/read-json.ts';
import type { JsonObject } from '../protocols/read-json.ts';

/** What the Responses API would refuse, as sentences. History on the server's side is not looked at. */
export function responsesProblems(body: JsonObject): string[] {
  const problems: string[] = [];
  for (const key of ['max_tokens', 'messages']) {
    if (body[key] !== undefined) problems.push(`unknown parameter: ${key}`);
  }
  for (const [index, tool] of listOf(body['tools']).entries()) {
    if (objectOf(tool)['function'] !== undefined) problems.push(`tools[${index}]: name and parameters stand flat here`);
  }
  const items = listOf(body['input']).map(objectOf);
  const open = new Set<string>();
  for (const [index, item] of items.entries()) {
    const id = stringOf(item['call_id']);
    if (item['type'] === 'function_call') {
      if (open.has(id)) problems.push(`input[${index}]: a second function call ${id}`);
      open.add(id);
    } else if (item['type'] === 'function_call_output') {
      const isServers = body['previous_response_id'] !== undefined || body['conversation'] !== undefined;
      if (!open.delete(id) && !isServers) problems.push(`input[${index}]: no open function call ${id}`);
    } else if (item['type'] === 'reasoning' && !followsReasoning(items[index + 1])) {
      problems.push(`input[${index}]: a reasoning item without its required following item`);
    }
  }
  for (const id of open) problems.push(`no tool output found for function call ${id}`);
  return problems;
}

function followsReasoning(item: JsonObject | undefined): boolean {
  if (item === undefined || item['type'] === 'function_call_output') return false;
  return (item['type'] ?? 'message') !== 'message' || item['role'] === 'assistant';
}

/** What Chat Completions would refuse. */
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
