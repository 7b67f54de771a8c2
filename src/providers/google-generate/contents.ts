import type { AssistantTurn, Message, UserPart } from '../../runtime/ports/model.ts';
import { wireToolName } from '../shared/call-ids.ts';
import { repairHistory } from '../shared/history.ts';
import type { JsonObject } from '../shared/json.ts';
import { isObject, objectOf, someText } from '../shared/json.ts';
import { userParts } from '../shared/user-parts.ts';

export interface WireContent {
  readonly role: 'user' | 'model';
  readonly parts: readonly JsonObject[];
}

/** Documented for calls that another model made: Gemini 3 refuses a call without any signature. */
const NO_SIGNATURE = 'skip_thought_signature_validator';

const wantsSignatures = (model: string): boolean => /gemini-(?:[3-9]|\d{2})/.test(model);

function ownParts(turn: AssistantTurn, model: string): readonly JsonObject[] {
  return [
    ...(turn.text === '' ? [] : [{ text: turn.text }]),
    ...turn.calls.map((call, index) => ({
      functionCall: { name: wireToolName(call.name), args: objectOf(call.args) },
      // Only the first call of a step carries one.
      ...(index === 0 && wantsSignatures(model) ? { thoughtSignature: NO_SIGNATURE } : {}),
    })),
  ];
}

const partsOf = (turn: AssistantTurn, model: string): readonly JsonObject[] =>
  turn.raw?.family === 'google-generate' ? turn.raw.items.filter(isObject) : ownParts(turn, model);

interface SentCall {
  readonly name: string;
  /** Given back only where the model gave one. */
  readonly id: string | null;
}

const callsOf = (parts: readonly JsonObject[]): readonly SentCall[] =>
  parts
    .filter((part) => isObject(part['functionCall']))
    .map((part) => objectOf(part['functionCall']))
    .map((call) => ({ name: someText(call['name']) ?? '', id: someText(call['id']) }));

function append(contents: WireContent[], role: WireContent['role'], parts: readonly JsonObject[]): void {
  if (parts.length === 0) return;
  const last = contents.at(-1);
  if (last?.role === role) contents[contents.length - 1] = { role, parts: [...last.parts, ...parts] };
  else contents.push({ role, parts });
}

const wirePart = (part: UserPart): JsonObject =>
  part.type === 'text' ? { text: part.text } : { inlineData: { mimeType: part.mediaType, data: part.base64 } };

/** The conversation in Gemini's words: a model's parts as they came, all results of a step in one content and in order. */
export function generateContents(history: readonly Message[], model: string): readonly WireContent[] {
  const contents: WireContent[] = [];
  let calls: readonly SentCall[] = [];
  for (const message of repairHistory(history)) {
    switch (message.role) {
      case 'user':
        append(contents, 'user', userParts(message)?.map(wirePart) ?? [{ text: message.text }]);
        break;
      case 'assistant': {
        const parts = partsOf(message.turn, model);
        calls = callsOf(parts);
        append(contents, 'model', parts);
        break;
      }
      case 'tool': {
        const asked = calls;
        append(
          contents,
          'user',
          message.results.map((result, index) => ({
            functionResponse: {
              ...(typeof asked[index]?.id === 'string' ? { id: asked[index].id } : {}),
              name: asked[index]?.name ?? wireToolName(result.name),
              response: result.isError ? { error: result.text } : { result: result.text },
            },
          })),
        );
        break;
      }
    }
  }
  return contents;
}
