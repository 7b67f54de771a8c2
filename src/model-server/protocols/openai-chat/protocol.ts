import { OPENAI_UPSTREAM, openaiModelList, openaiTokenCount } from '../openai-answers.ts';
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
};
