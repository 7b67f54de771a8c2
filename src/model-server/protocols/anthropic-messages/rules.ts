import { listOf, objectOf, stringOf } from '../read-json.ts';
import type { JsonObject } from '../read-json.ts';

/** From this version on the sampling parameters are refused. */
const WITHOUT_SAMPLING = '2026-10-21';

/** What the Messages API would refuse, as sentences. `version` is the `anthropic-version` header. */
export function anthropicProblems(body: JsonObject, version: string): string[] {
  const problems: string[] = [];
  if (typeof body['max_tokens'] !== 'number') problems.push('max_tokens: field required');
  if (version >= WITHOUT_SAMPLING) {
    for (const key of ['temperature', 'top_p', 'top_k']) {
      if (body[key] !== undefined) problems.push(`${key}: Extra inputs are not permitted`);
    }
  }
  const thinks = !['', 'disabled'].includes(stringOf(objectOf(body['thinking'])['type']));
  let open: readonly string[] = [];
  for (const [index, message] of listOf(body['messages']).map(objectOf).entries()) {
    const at = `messages.${index}`;
    const blocks = listOf(message['content']).map(objectOf);
    if (index === 0 && message['role'] !== 'user') problems.push(`${at}: the first message must be the user's`);
    if (message['role'] !== 'assistant') problems.push(...answersProblems(at, blocks, open));
    open = message['role'] === 'assistant' ? idsOf(blocks, 'tool_use', 'id') : [];
    if (open.length > 0 && thinks && !/^(redacted_)?thinking$/.test(stringOf(blocks[0]?.['type']))) {
      problems.push(`${at}: a final assistant message with tool_use must start with its thinking block`);
    }
    for (const [place, block] of blocks.entries()) {
      if (block['type'] === 'text' && block['text'] === '') problems.push(`${at}.content.${place}: text is empty`);
    }
  }
  for (const id of open) problems.push(`tool_use ${id} has no tool_result in the next message`);
  return problems;
}

/** Results must answer exactly the calls of the message before, and stand before any text. */
function answersProblems(at: string, blocks: readonly JsonObject[], open: readonly string[]): string[] {
  const answered = idsOf(blocks, 'tool_result', 'tool_use_id');
  const problems = [
    ...open.filter((id) => !answered.includes(id)).map((id) => `${at}: tool_use ${id} has no tool_result`),
    ...answered.filter((id) => !open.includes(id)).map((id) => `${at}: tool_result for unknown tool_use ${id}`),
  ];
  if (new Set(answered).size < answered.length) problems.push(`${at}: two tool_results for one tool_use`);
  const isLate = blocks.slice(answered.length).some((block) => block['type'] === 'tool_result');
  return isLate ? [...problems, `${at}: tool_result blocks must come first`] : problems;
}

const idsOf = (blocks: readonly JsonObject[], type: string, key: string): string[] =>
  blocks.filter((block) => block['type'] === type).map((block) => stringOf(block[key]));
