import { namedTool, spoken } from '../read-conversation.ts';
import { isObject, listOf, objectOf, stringOf } from '../read-json.ts';
import type { SeenMessage } from '../seen-request.ts';
import type { RequestReader } from '../served-protocol.ts';

export const reader: RequestReader = {
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
};
