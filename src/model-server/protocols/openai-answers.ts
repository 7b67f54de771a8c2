/** OpenAI's answer of `GET …/models`, and that of every host which imitates it. */
export const openaiModelList = (models: readonly string[]): unknown => ({
  object: 'list',
  data: models.map((id) => ({ id, object: 'model', created: 1_767_225_600, owned_by: 'system' })),
});

export const OPENAI_UPSTREAM = { name: 'openai', root: 'https://api.openai.com' } as const;

/** OpenAI's answer to a question for the number of tokens. */
export const openaiTokenCount = (tokens: number): unknown => ({
  object: 'response.input_tokens',
  input_tokens: tokens,
});
