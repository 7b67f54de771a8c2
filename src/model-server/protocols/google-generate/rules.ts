import { isObject, listOf, objectOf, stringOf } from '../read-json.ts';
import type { JsonObject } from '../read-json.ts';

/** What generateContent would refuse, as sentences. Signatures on calls are needed from Gemini 3 on. */
export function googleProblems(body: JsonObject, model: string): string[] {
  const problems: string[] = [];
  const contents = listOf(body['contents']).map(objectOf);
  if (contents.length === 0) problems.push('contents is not specified');
  let open: readonly JsonObject[] = [];
  for (const [index, content] of contents.entries()) {
    const at = `contents[${index}]`;
    const role = stringOf(content['role']);
    const parts = listOf(content['parts']).map(objectOf);
    if (!['user', 'model'].includes(role)) problems.push(`${at}: valid roles are user and model`);
    if (parts.length === 0) problems.push(`${at}: parts is empty`);
    if (role === 'user') problems.push(...answersProblems(at, parts, open));
    const calls = parts.filter((part) => isObject(part['functionCall']));
    open = calls.map((part) => objectOf(part['functionCall']));
    const isMissing = calls.length > 0 && calls[0]?.['thoughtSignature'] === undefined;
    if (isMissing && /gemini-([3-9]|\d{2})/.test(model)) {
      problems.push(`${at}: Function call is missing a thought_signature in functionCall parts`);
    }
  }
  if (open.length > 0) problems.push('the last function calls have no function responses');
  return problems;
}

/** As many responses as calls, in their order, with their ids where they had some. */
function answersProblems(at: string, parts: readonly JsonObject[], open: readonly JsonObject[]): string[] {
  const responses = parts
    .filter((part) => isObject(part['functionResponse']))
    .map((part) => objectOf(part['functionResponse']));
  if (responses.length !== open.length) {
    return [`${at}: ${responses.length} function responses for ${open.length} function calls`];
  }
  return responses.flatMap((response, index) => {
    const call = open[index] ?? {};
    const isTheirs = response['name'] === call['name'] && response['id'] === call['id'];
    return isTheirs ? [] : [`${at}: function response ${index} is not for ${stringOf(call['name'])}`];
  });
}
