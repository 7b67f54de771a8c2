import type { ServedProtocol } from '../served-protocol.ts';
import { placesByEnding } from '../served-protocol.ts';
import { reader } from './reader.ts';
import { anthropicProblems } from './rules.ts';
import { anthropicWriter } from './writer.ts';

/** Anthropic's Messages API. */
export const served: ServedProtocol = {
  placeOf: placesByEnding({ '/messages': 'message', '/messages/count_tokens': 'count_tokens' }),
  listsModels: (_path, headers) => headers['anthropic-version'] !== undefined,
  reader,
  writer: anthropicWriter,
  problems: (body, _model, headers) => anthropicProblems(body, String(headers['anthropic-version'] ?? '')),
  modelList(models) {
    const data = models.map((id) => ({
      type: 'model',
      id,
      display_name: id,
      created_at: '2026-01-01T00:00:00Z',
      max_input_tokens: 200_000,
      max_tokens: 64_000,
    }));
    return { data, has_more: false, first_id: models[0] ?? null, last_id: models.at(-1) ?? null };
  },
  tokenCount: (tokens) => ({ input_tokens: tokens }),
  upstream: { name: 'anthropic', root: 'https://api.anthropic.com' },
  recording: {
    api: { streamed: 'messages', whole: 'messages' },
    begins: ({ type }) => type === 'message_start' || type === 'message',
    usage: {
      in: ['input_tokens'],
      cache_write: ['cache_creation_input_tokens'],
      cache_read: ['cache_read_input_tokens'],
      out: ['output_tokens'],
    },
    argumentsAs: 'object',
  },
};
