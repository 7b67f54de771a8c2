import { listOf, objectOf, stringOf } from '../read-json.ts';
import type { JsonObject } from '../read-json.ts';

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
