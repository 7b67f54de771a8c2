import type { WireFamily } from '../../runtime/ports/model.ts';
import { isObject, listOf, objectOf, stringOf } from './read-json.ts';
import type { JsonObject } from './read-json.ts';
import type { SeenMessage, SeenTool } from './seen-request.ts';

/** How one protocol writes a conversation and its tools. Anything unexpected is read as absent. */
interface RequestReader {
  messages(body: JsonObject): readonly SeenMessage[];
  tools(body: JsonObject): readonly SeenTool[];
}

export const REQUEST_READERS: Readonly<Record<WireFamily, RequestReader>> = {
  'openai-responses': {
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
  },
  'openai-chat': {
    messages: (body) =>
      listOf(body['messages']).flatMap((raw) => {
        const message = objectOf(raw);
        return spoken(stringOf(message['role']), textIn(message['content']));
      }),
    tools: (body) =>
      listOf(body['tools']).flatMap((tool) => namedTool(objectOf(objectOf(tool)['function']), 'parameters')),
  },
  'anthropic-messages': {
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
  },
  'google-generate': {
    messages: (body) =>
      listOf(body['contents']).flatMap((raw): SeenMessage[] => {
        const content = objectOf(raw);
        const parts = listOf(content['parts']).map(objectOf);
        const results = parts.filter((part) => isObject(part['functionResponse']));
        const text = parts.map((part) => (part['thought'] === true ? '' : stringOf(part['text']))).join('');
        return [
          ...results.map((part): SeenMessage => ({ role: 'tool', text: JSON.stringify(part['functionResponse']) })),
          ...(results.length > 0 && text === '' ? [] : spoken(stringOf(content['role']), text)),
        ];
      }),
    tools: (body) =>
      listOf(body['tools']).flatMap((tool) =>
        listOf(objectOf(tool)['functionDeclarations']).flatMap((declaration) => {
          const spec = objectOf(declaration);
          return namedTool(spec, isObject(spec['parametersJsonSchema']) ? 'parametersJsonSchema' : 'parameters');
        }),
      ),
  },
};

function spoken(role: string, text: string): SeenMessage[] {
  if (role === 'user' || role === 'tool') return [{ role, text }];
  return role === 'assistant' || role === 'model' ? [{ role: 'assistant', text }] : []; // system, developer
}

const namedTool = (tool: JsonObject, schemaKey: string): SeenTool[] =>
  typeof tool['name'] === 'string' ? [{ name: tool['name'], parameters: objectOf(tool[schemaKey]) }] : [];

/** The text of a message's content: a string, or the texts of its parts. */
function textIn(content: unknown): string {
  if (typeof content === 'string') return content;
  return listOf(content)
    .map((part) => stringOf(objectOf(part)['text']))
    .join('');
}
