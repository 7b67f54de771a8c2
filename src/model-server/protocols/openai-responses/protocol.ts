import { OPENAI_UPSTREAM, openaiModelList, openaiTokenCount } from '../openai-answers.ts';
import { stringOf } from '../read-json.ts';
import type { ServedProtocol } from '../served-protocol.ts';
import { placesByEnding } from '../served-protocol.ts';
import { compaction } from './compaction.ts';
import { reader } from './reader.ts';
import { responsesProblems } from './rules.ts';
import { responsesWriter } from './writer.ts';

/** OpenAI's Responses API. */
export const served: ServedProtocol = {
  placeOf: placesByEnding({
    '/responses': 'message',
    '/responses/compact': 'compact',
    '/responses/input_tokens': 'count_tokens',
  }),
  listsModels: () => false, // its clients have no mark of their own; see `routeOf`
  reader,
  writer: responsesWriter,
  problems: responsesProblems,
  modelList: openaiModelList,
  tokenCount: openaiTokenCount,
  compaction,
  upstream: OPENAI_UPSTREAM,
  recording: {
    api: { streamed: 'responses', whole: 'responses' },
    begins: ({ type, object }) => stringOf(type).startsWith('response.') || object === 'response',
    usage: {
      in: ['input_tokens'],
      cached: ['input_tokens_details', 'cached_tokens'],
      out: ['output_tokens'],
      reasoning: ['output_tokens_details', 'reasoning_tokens'],
    },
    usageOfWhole: ['in', 'out'],
    argumentsAs: 'text',
  },
};
