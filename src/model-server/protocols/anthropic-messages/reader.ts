import { namedTool, spoken, textIn } from '../read-conversation.ts';
import { listOf, objectOf, stringOf } from '../read-json.ts';
import type { SeenMessage } from '../seen-request.ts';
import type { RequestReader } from '../served-protocol.ts';

export const reader: RequestReader = {
  messages: (body) =>
    listOf(body['messages']).flatMap((raw): SeenMessage[] => {
      const message = objectOf(raw);
      const blocks = listOf(message['content']).map(objectOf);
      const results = blocks.filter((block) => block['type'] === 'tool_result');
      const text = textIn(message['content']);
      return [
        ...results.map((block): SeenMessage => ({ role: 'tool', text: textIn(block['content']) })),
        ...(results.length > 0 && text === '' ? [] : spoken(stringOf(message['role']), text)),
      ];
    }),
  tools: (body) => listOf(body['tools']).flatMap((tool) => namedTool(objectOf(tool), 'input_schema')),
};
