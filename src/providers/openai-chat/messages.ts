import type { AssistantTurn, Message, UserPart } from '../../runtime/ports/model.ts';
import type { HostQuirks } from '../hosts.ts';
import { portableCallId, wireToolName } from '../shared/call-ids.ts';
import { repairHistory } from '../shared/history.ts';
import type { JsonObject } from '../shared/json.ts';
import { listOf, objectOf, textOf } from '../shared/json.ts';
import { without } from '../shared/params.ts';
import { dataUrl, userParts } from '../shared/user-parts.ts';

const REASONING_FIELDS = ['reasoning', 'reasoning_content', 'reasoning_details'];

/** The turn as it came, less the reasoning this host does not want back. */
function rawMessage(raw: JsonObject, host: HostQuirks): JsonObject {
  const keep: readonly string[] = raw['tool_calls'] === undefined ? [] : host.echoReasoning;
  return without(
    raw,
    REASONING_FIELDS.filter((field) => !keep.includes(field)),
  );
}

function ownMessage(turn: AssistantTurn): JsonObject {
  const calls = turn.calls.map((call) => ({
    id: portableCallId(call.id),
    type: 'function',
    function: { name: wireToolName(call.name), arguments: call.argsText === '' ? '{}' : call.argsText },
  }));
  return {
    role: 'assistant',
    content: turn.text === '' && calls.length > 0 ? null : turn.text,
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  };
}

/** The message of a turn, and the ids its results must carry, in the order of its calls. */
function assistantMessage(turn: AssistantTurn, host: HostQuirks): { message: JsonObject; callIds: readonly string[] } {
  const raw = turn.raw?.family === 'openai-chat' ? objectOf(turn.raw.items[0]) : null;
  const message = raw === null || raw['role'] === undefined ? ownMessage(turn) : rawMessage(raw, host);
  return { message, callIds: listOf(message['tool_calls']).map((call) => textOf(objectOf(call)['id'])) };
}

const wirePart = (part: UserPart): JsonObject =>
  part.type === 'text' ? part : { type: 'image_url', image_url: { url: dataUrl(part) } };

/** The conversation in Chat Completions' words: results follow their calls directly, all of them. */
export function chatMessages(system: string, history: readonly Message[], host: HostQuirks): readonly JsonObject[] {
  const messages: JsonObject[] = system === '' ? [] : [{ role: 'system', content: system }];
  let callIds: readonly string[] = [];
  for (const message of repairHistory(history)) {
    switch (message.role) {
      case 'user':
        messages.push({ role: 'user', content: userParts(message)?.map(wirePart) ?? message.text });
        break;
      case 'assistant': {
        const sent = assistantMessage(message.turn, host);
        ({ callIds } = sent);
        messages.push(sent.message);
        break;
      }
      case 'tool':
        for (const [index, result] of message.results.entries()) {
          const id = callIds[index] ?? portableCallId(result.callId);
          messages.push({ role: 'tool', tool_call_id: id, content: result.text });
        }
        break;
    }
  }
  return messages;
}
