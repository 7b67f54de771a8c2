import type { AssistantTurn, Message, UserPart } from '../../runtime/ports/model.ts';
import { portableCallId, wireToolName } from '../shared/call-ids.ts';
import { repairHistory } from '../shared/history.ts';
import type { JsonObject } from '../shared/json.ts';
import { isObject, listOf, textOf } from '../shared/json.ts';
import { dataUrl, userParts } from '../shared/user-parts.ts';

const isReasoning = (item: JsonObject): boolean => item['type'] === 'reasoning';

/** Without its encrypted form or its words, a server that kept nothing cannot find a reasoning item again. */
const isRecoverable = (item: JsonObject): boolean =>
  textOf(item['encrypted_content']) !== '' || listOf(item['content']).length > 0;

/**
 * The items of a turn as they came. A reasoning item goes only together with an item that follows it: alone it is
 * refused, at the end of a cut turn as in the middle.
 */
function rawItems(items: readonly unknown[]): readonly JsonObject[] {
  const kept = items.filter(isObject).filter((item) => !isReasoning(item) || isRecoverable(item));
  const last = kept.findLastIndex((item) => !isReasoning(item));
  return kept.slice(0, last + 1);
}

function ownItems(turn: AssistantTurn): readonly JsonObject[] {
  return [
    ...(turn.text === '' ? [] : [{ role: 'assistant', content: turn.text }]),
    ...turn.calls.map((call) => ({
      type: 'function_call',
      call_id: portableCallId(call.id),
      name: wireToolName(call.name),
      arguments: call.argsText === '' ? '{}' : call.argsText,
    })),
  ];
}

const itemsOf = (turn: AssistantTurn): readonly JsonObject[] =>
  turn.raw?.family === 'openai-responses' ? rawItems(turn.raw.items) : ownItems(turn);

// In detail: pictures of screens are full of small letters.
const wirePart = (part: UserPart): JsonObject =>
  part.type === 'text'
    ? { type: 'input_text', text: part.text }
    : { type: 'input_image', image_url: dataUrl(part), detail: 'high' };

/** The conversation as a list of items, whole in every call: the server keeps no state for us. */
export function responsesInput(history: readonly Message[]): readonly JsonObject[] {
  const input: JsonObject[] = [];
  let callIds: readonly string[] = [];
  for (const message of repairHistory(history)) {
    switch (message.role) {
      case 'user':
        input.push({ role: 'user', content: userParts(message)?.map(wirePart) ?? message.text });
        break;
      case 'assistant': {
        const items = itemsOf(message.turn);
        callIds = items.filter((item) => item['type'] === 'function_call').map((item) => textOf(item['call_id']));
        input.push(...items);
        break;
      }
      case 'tool':
        for (const [index, result] of message.results.entries()) {
          input.push({
            type: 'function_call_output',
            call_id: callIds[index] ?? portableCallId(result.callId),
            output: result.text,
          });
        }
        break;
    }
  }
  return input;
}
