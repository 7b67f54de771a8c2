import type { WireFamily } from '../../runtime/ports/model.ts';

/** The answer of `GET …/models` in the shape of the provider whose client asks. */
export function modelList(family: WireFamily, models: readonly string[]): unknown {
  switch (family) {
    case 'anthropic-messages': {
      const data = models.map((id) => ({
        type: 'model',
        id,
        display_name: id,
        created_at: '2026-01-01T00:00:00Z',
        max_input_tokens: 200_000,
        max_tokens: 64_000,
      }));
      return { data, has_more: false, first_id: models[0] ?? null, last_id: models.at(-1) ?? null };
    }
    case 'google-generate':
      return {
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
      };
    default:
      return {
        object: 'list',
        data: models.map((id) => ({ id, object: 'model', created: 1_767_225_600, owned_by: 'system' })),
      };
  }
}
