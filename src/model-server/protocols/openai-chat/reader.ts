import { namedTool, spoken, textIn } from '../read-conversation.ts';
import { listOf, objectOf, stringOf } from '../read-json.ts';
import type { RequestReader } from '../served-protocol.ts';

export const reader: RequestReader = {
  messages: (body) =>
    listOf(body['messages']).flatMap((raw) => {
      const message = objectOf(raw);
      return spoken(stringOf(message['role']), textIn(message['content']));
    }),
  tools: (body) =>
    listOf(body['tools']).flatMap((tool) => namedTool(objectOf(objectOf(tool)['function']), 'parameters')),
};
