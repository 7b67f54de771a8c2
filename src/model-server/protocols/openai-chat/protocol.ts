import { OPENAI_UPSTREAM, openaiModelList, openaiTokenCount } from '../openai-answers.ts';
import { stringOf } from '../read-json.ts';
import type { ServedProtocol } from '../served-protocol.ts';
import { placesByEnding } from '../served-protocol.ts';
import { reader } from './reader.ts';
import { chatProblems } from './rules.ts';
import { chatWriter } from './writer.ts';

/** Chat Completions, OpenAI's and that of every host which imitates it. */
export const served: ServedProtocol = {
  placeOf: placesByEnding({ '/chat/completions': 'message' }),
  listsModels: () => false, // its clients have no mark of their own; see `routeOf`
  reader,
  writer: chatWriter,
  problems: chatProblems,
  modelList: openaiModelList,
  tokenCount: openaiTokenCount,
  upstream: OPENAI_UPSTREAM,
  recording: {
    api: { streamed: 'chat', whole: 'chat' },
    begins: ({ object, choices }) => stringOf(object).startsWith('chat.completion') || Array.isArray(choices),
    usage: {
      in: ['prompt_tokens'],
      cached: ['prompt_tokens_details', 'cached_tokens'],
      out: ['completion_tokens'],
      reasoning: ['completion_tokens_details', 'reasoning_tokens'],
    },
    argumentsAs: 'text',
    refusalApart: true,
  },
};
