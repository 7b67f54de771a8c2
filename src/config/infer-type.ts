import type { BackendType } from './backend-types.ts';
import { findBackendType } from './backend-types.ts';

/** Makers of models, by how their names begin. New names of a family work without a new release. */
const FAMILIES: readonly (readonly [RegExp, BackendType])[] = [
  [/^(?:gpt-|chatgpt-|o\d)/, 'openai'],
  [/^claude-/, 'claude'],
  [/^gemini-/, 'gemini'],
  [/^grok-/, 'grok'],
  [/^glm-/, 'zai'],
];

/** A model and the type it runs on; undefined when the name says nothing about its maker. An empty name means OpenAI. */
export function inferBackend(model: string): { readonly type: BackendType; readonly model: string } | undefined {
  if (model === '') return { type: 'openai', model };
  const slash = model.indexOf('/');
  const named = slash > 0 ? findBackendType(model.slice(0, slash)) : undefined;
  if (named !== undefined) return { type: named.type, model: model.slice(slash + 1) };
  const family = FAMILIES.find(([start]) => start.test(model.toLowerCase()));
  return family === undefined ? undefined : { type: family[1], model };
}
