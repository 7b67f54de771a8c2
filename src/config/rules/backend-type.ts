import { BACKEND_TYPES, findBackendType } from '../backend-types.ts';
import type { BackendTypeInfo } from '../backend-types.ts';
import { nearest } from '../../shared/nearest.ts';
import type { Path } from '../path.ts';
import type { RawMap, Reader } from '../reader.ts';
import { show } from '../reader.ts';
import { BACKEND } from '../schema/backend.ts';

const TYPE_NAMES: readonly string[] = BACKEND_TYPES.map((info) => info.type);

/** Names other products use for a provider of ours. */
const SYNONYMS: Readonly<Record<string, string>> = {
  anthropic: 'claude',
  google: 'gemini',
  google_genai: 'gemini',
  xai: 'grok',
  kimi: 'moonshot',
  azure: 'azure_openai',
  gpt: 'openai',
  ollama: 'chatcompletion',
  litellm: 'chatcompletion',
};

/** Reads `type`, in whatever case it is written; undefined, and told, when it is missing or unknown. */
export function readBackendType(raw: RawMap, path: Path, reader: Reader): BackendTypeInfo | undefined {
  const given = raw['type'];
  const here = [...path, 'type'];
  if (given === undefined) {
    const misspelt = Object.keys(raw).find((name) => !Object.hasOwn(BACKEND.fields, name) && isNearType(name));
    const guess = misspelt === undefined ? '' : `Did you mean "type" by "${misspelt}"? `;
    const finding = {
      code: 'CFG_BACKEND_TYPE_MISSING',
      severity: 'error',
      message: '"type" is missing',
      suggestion: `${guess}Add "type:" with one of ${TYPE_NAMES.join(', ')}.`,
    } as const;
    if (misspelt === undefined) reader.report(path, finding);
    else reader.report(path, finding, 'key', [...path, misspelt]);
    return undefined;
  }
  if (typeof given !== 'string') {
    reader.report(here, {
      code: 'CFG_WRONG_TYPE',
      severity: 'error',
      message: `must be text, not ${show(given)}`,
      suggestion: `Use one of ${TYPE_NAMES.join(', ')}.`,
    });
    return undefined;
  }
  const info = findBackendType(given);
  if (info === undefined) {
    const word = given.toLowerCase();
    const guess = (Object.hasOwn(SYNONYMS, word) ? SYNONYMS[word] : undefined) ?? nearest(word, TYPE_NAMES)[0];
    const list = `Known types: ${TYPE_NAMES.join(', ')}.`;
    reader.report(here, {
      code: 'CFG_BACKEND_TYPE_UNKNOWN',
      severity: 'error',
      message: `unknown backend type ${show(given)}`,
      suggestion: guess === undefined ? list : `Did you mean "${guess}"? ${list}`,
    });
    return undefined;
  }
  if (given !== info.type) {
    reader.report(here, {
      code: 'CFG_BACKEND_TYPE_SPELLING',
      severity: 'warning',
      message: `${show(given)} is read as "${info.type}"`,
      suggestion: `Write "${info.type}".`,
    });
  }
  return info;
}

const isNearType = (name: string): boolean => nearest(name, ['type']).length > 0;
