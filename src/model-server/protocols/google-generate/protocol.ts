import { decodedPart } from '../../base-url.ts';
import type { ServedProtocol } from '../served-protocol.ts';
import { reader } from './reader.ts';
import { googleProblems } from './rules.ts';
import { googleWriter } from './writer.ts';

/** Gemini's generateContent: the path says the model, and whether it streams. */
export const served: ServedProtocol = {
  placeOf(path) {
    const found = /\/models\/([^/:]+):(streamGenerateContent|generateContent|countTokens)$/.exec(path);
    if (found === null) return undefined;
    const [, model = '', verb] = found;
    return {
      operation: verb === 'countTokens' ? 'count_tokens' : 'message',
      model: decodedPart(model),
      streams: verb === 'streamGenerateContent',
    };
  },
  listsModels: (path, headers) => headers['x-goog-api-key'] !== undefined || path.endsWith('/v1beta/models'),
  reader,
  writer: googleWriter,
  problems: googleProblems,
  modelList: (models) => ({
    models: models.map((id) => ({
      name: `models/${id}`,
      version: '001',
      displayName: id,
      description: id,
      inputTokenLimit: 1_048_576,
      outputTokenLimit: 65_536,
      supportedGenerationMethods: ['generateContent', 'countTokens'],
      thinking: true,
    })),
  }),
  tokenCount: (tokens) => ({ totalTokens: tokens }),
  upstream: { name: 'google', root: 'https://generativelanguage.googleapis.com' },
  recording: {
    api: { streamed: 'gen_stream', whole: 'gen' },
    begins: ({ candidates, promptFeedback }) => Array.isArray(candidates) || promptFeedback !== undefined,
    usage: {
      in: ['promptTokenCount'],
      cached: ['cachedContentTokenCount'],
      out: ['candidatesTokenCount'],
      reasoning: ['thoughtsTokenCount'],
    },
    argumentsAs: 'object_if_any',
  },
};
