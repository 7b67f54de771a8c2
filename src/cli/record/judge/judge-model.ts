import { apiOf } from '../../../config/api.ts';
import { quickConfig } from '../../../config/build.ts';
import type { BackendConfig } from '../../../config/config.ts';
import { resolveEndpoint, resolveKey } from '../../../config/keys.ts';
import { parseTree } from '../../../config/load.ts';
import type { Environment } from '../../../config/text/expand.ts';
import { hostQuirks } from '../../../providers/hosts.ts';
import type { ModelClient } from '../../../runtime/ports/model.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { openClient } from '../../protocols.ts';
import type { JudgeWish } from './judge-wish.ts';

/** A model that can be asked. */
export interface JudgeModel {
  readonly client: ModelClient;
  readonly model: string;
  /** With its maker, for reports. */
  readonly name: string;
}

/** Tried in this order, as MassGen does: the first one with a key judges. */
const USUAL_JUDGES: readonly (readonly [backend: string, model: string | undefined])[] = [
  ['gemini', undefined],
  ['openai', undefined],
  ['claude', undefined],
  ['openrouter', 'openai/gpt-4.1'],
];

/**
 * Opens the model that is to judge; null with the reason when there is no key: the judge is skipped then. The error says
 * what is wrong with the model's name.
 */
export async function openJudge(
  { model, url }: Pick<JudgeWish, 'model' | 'url'>,
  env: Environment,
): Promise<Result<JudgeModel | { readonly skipped: string }, string>> {
  if (model !== null) {
    const backend = backendOf({ model, baseUrl: url ?? undefined }, env);
    if (!backend.ok) return fail(`--judge-model ${model}: ${backend.error}`);
    const key = resolveKey(backend.value, env);
    if (key.state !== 'missing') return ok(await open(backend.value, env));
    return ok({ skipped: `there is no key for ${model}: set ${key.variables.join(' or ')}` });
  }
  if (url !== null) return fail('--judge-url goes with --judge-model');
  for (const [type, name] of USUAL_JUDGES) {
    const backend = backendOf({ backend: type, model: name }, env);
    if (backend.ok && resolveKey(backend.value, env).state === 'found') return ok(await open(backend.value, env));
  }
  const makers = USUAL_JUDGES.map(([type]) => type).join(', ');
  return ok({ skipped: `there is no key of ${makers}; --judge-model names another model` });
}

function backendOf(options: Parameters<typeof quickConfig>[0], env: Environment): Result<BackendConfig, string> {
  const tree = quickConfig(options);
  if (!tree.ok) return tree;
  const parsed = parseTree(tree.value, { file: 'the judge', env });
  const backend = parsed.config?.agents[0]?.backend;
  if (backend !== undefined && apiOf(backend, env) !== null) return ok(backend);
  return fail(parsed.diagnostics[0]?.message ?? 'its kind of backend cannot be asked by this version');
}

async function open(backend: BackendConfig, env: Environment): Promise<JudgeModel> {
  const api = apiOf(backend, env);
  if (api === null) throw new Error(`backend type ${backend.type} passed the checks without a protocol`);
  const key = resolveKey(backend, env);
  const baseUrl = resolveEndpoint(backend, env);
  const client = await openClient(api, {
    apiKey: key.state === 'missing' ? null : key.value,
    keyVariable: key.state === 'found' ? key.from : null,
    baseUrl,
    host: hostQuirks(backend.type, baseUrl),
    apiVersion: backend.api_version,
  });
  return { client, model: backend.model, name: `${backend.type}/${backend.model}` };
}
