import type { AssistantTurn, Message, UserPart } from '../../runtime/ports/model.ts';
import { portableCallId, wireToolName } from '../shared/call-ids.ts';
import { repairHistory } from '../shared/history.ts';
import type { JsonObject } from '../shared/json.ts';
import { isObject, objectOf, textOf } from '../shared/json.ts';
import { userParts } from '../shared/user-parts.ts';

type Block = Readonly<Record<string, unknown>>;

interface WireMessage {
  readonly role: 'user' | 'assistant';
  readonly content: readonly Block[];
}

/** The API refuses an empty text block, even one of its own. */
const isBlank = (block: Block): boolean => block['type'] === 'text' && textOf(block['text']).trim() === '';

function ownBlocks(turn: AssistantTurn): readonly Block[] {
  const text = turn.text.trimEnd();
  return [
    ...(text === '' ? [] : [{ type: 'text', text }]),
    ...turn.calls.map((call) => ({
      type: 'tool_use',
      id: portableCallId(call.id),
      name: wireToolName(call.name),
      input: objectOf(call.args),
    })),
  ];
}

const blocksOf = (turn: AssistantTurn): readonly Block[] =>
  turn.raw?.family === 'anthropic-messages'
    ? turn.raw.items.filter(isObject).filter((block) => !isBlank(block))
    : ownBlocks(turn);

const toolUseIds = (blocks: readonly Block[]): readonly string[] =>
  blocks.filter((block) => block['type'] === 'tool_use').map((block) => textOf(block['id']));

/** Neighbours of one role become one message, as the API would make them. */
function append(messages: WireMessage[], role: WireMessage['role'], content: readonly Block[]): void {
  if (content.length === 0) return;
  const last = messages.at(-1);
  if (last?.role === role) messages[messages.length - 1] = { role, content: [...last.content, ...content] };
  else messages.push({ role, content });
}

/** The API refuses white space at the end of a last assistant text. */
function trimEnd(messages: readonly WireMessage[]): readonly WireMessage[] {
  const last = messages.at(-1);
  const block = last?.content.at(-1);
  if (last?.role !== 'assistant' || block?.['type'] !== 'text') return messages;
  const trimmed = { ...block, text: textOf(block['text']).trimEnd() };
  return [...messages.slice(0, -1), { role: 'assistant', content: [...last.content.slice(0, -1), trimmed] }];
}

/** Marks the ends of the last two user messages: what is before them is read from the cache by the next call. */
function markCache(messages: readonly WireMessage[]): readonly WireMessage[] {
  const users = messages.flatMap(({ role }, index) => (role === 'user' ? [index] : [])).slice(-2);
  return messages.map((message, index) => {
    const last = message.content.at(-1);
    if (!users.includes(index) || last === undefined) return message;
    const marked: JsonObject = { ...last, cache_control: { type: 'ephemeral' } };
    return { ...message, content: [...message.content.slice(0, -1), marked] };
  });
}

const wirePart = (part: UserPart): Block =>
  part.type === 'text'
    ? part
    : { type: 'image', source: { type: 'base64', media_type: part.mediaType, data: part.base64 } };

/** The conversation in the Messages API's words: roles alternate, the results of a turn come first and together. */
export function anthropicMessages(history: readonly Message[]): readonly WireMessage[] {
  const messages: WireMessage[] = [];
  let callIds: readonly string[] = [];
  for (const message of repairHistory(history)) {
    switch (message.role) {
      case 'user':
        append(messages, 'user', userParts(message)?.map(wirePart) ?? [{ type: 'text', text: message.text }]);
        break;
      case 'assistant': {
        const blocks = blocksOf(message.turn);
        callIds = toolUseIds(blocks);
        append(messages, 'assistant', blocks);
        break;
      }
      case 'tool': {
        const ids = callIds;
        append(
          messages,
          'user',
          message.results.map((result, index) => ({
            type: 'tool_result',
            tool_use_id: ids[index] ?? portableCallId(result.callId),
            content: result.text,
            ...(result.isError ? { is_error: true } : {}),
          })),
        );
        break;
      }
    }
  }
  return markCache(trimEnd(messages));
}
