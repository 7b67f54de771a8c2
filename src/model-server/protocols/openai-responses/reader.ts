import { namedTool, spoken, textIn } from '../read-conversation.ts';
import { listOf, objectOf, stringOf } from '../read-json.ts';
import type { SeenMessage } from '../seen-request.ts';
import type { RequestReader } from '../served-protocol.ts';

export const reader: RequestReader = {
  messages(body) {
    if (typeof body['input'] === 'string') return [{ role: 'user', text: body['input'] }];
    return listOf(body['input']).flatMap((raw): SeenMessage[] => {
      const item = objectOf(raw);
      const type = item['type'] ?? 'message';
      if (type === 'message') return spoken(stringOf(item['role']), textIn(item['content']));
      if (type === 'function_call_output') return [{ role: 'tool', text: textIn(item['output']) }];
      return type === 'function_call' ? [{ role: 'assistant', text: '' }] : [];
    });
  },
  tools: (body) => listOf(body['tools']).flatMap((tool) => namedTool(objectOf(tool), 'parameters')),
};
