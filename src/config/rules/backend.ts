import type { BackendTypeInfo } from '../backend-types.ts';
import { WIRE_PROTOCOLS } from '../backend-types.ts';
import type { Path } from '../path.ts';
import { readBlock } from '../read.ts';
import type { RawMap, Reader } from '../reader.ts';
import { WRONG, isRawMap, show } from '../reader.ts';
import { REMOVED_PROMPT_KEYS } from '../schema/backend-provider.ts';
import { BACKEND } from '../schema/backend.ts';
import type { FieldSpec } from '../schema/field.ts';
import { COMMON_FIELDS, OWN_REQUEST_FIELDS } from '../schema/request-fields.ts';
import { otherPlaceOf, suggestKey } from '../unknown-key.ts';
import { inOrderOfChecks } from './backend-order.ts';
import { readBackendType } from './backend-type.ts';
import { checkCapabilities } from './capabilities.ts';
import { checkHooks } from './hooks.ts';
import { checkMcpServers } from './mcp-servers.ts';
import { checkNestedKeys } from './nested-keys.ts';
import { checkOnlyFor } from './only-for.ts';
import { checkRequestValues } from './request-values.ts';

/** Reads a backend block; `WRONG` when its type is unknown, because nothing else can be judged then. */
export function readBackend(raw: unknown, path: Path, reader: Reader): unknown {
  const { held, tell } = inOrderOfChecks(path, reader);
  const backend = readInAnyOrder(raw, path, held);
  tell();
  return backend;
}

function readInAnyOrder(raw: unknown, path: Path, reader: Reader): unknown {
  if (!isRawMap(raw)) {
    reader.report(path, {
      code: 'CFG_WRONG_TYPE',
      severity: 'error',
      message: `must be a map of keys, not ${show(raw)}`,
      suggestion: 'Write "type:" and "model:" below it.',
    });
    return WRONG;
  }
  const info = readBackendType(raw, path, reader);
  if (info === undefined) return WRONG;
  const model = readModel(raw, info, path, reader);
  checkCapabilities(raw, info, path, reader);
  for (const name of REMOVED_PROMPT_KEYS) {
    if (Object.hasOwn(raw, name)) {
      const finding = {
        code: 'CFG_PROMPT_IN_BACKEND',
        severity: 'error',
        message: `"${name}" is not read in a backend`,
        suggestion: 'Move the text to "system_message" of the agent.',
      } as const;
      reader.report(path, finding, 'key', [...path, name]);
    }
  }
  const { own, params } = partition(raw, info, path, reader);
  // The type and the model were read above, with rules of their own.
  const values = readBlock(BACKEND, { ...own, type: info.type, model: model === '' ? null : model }, path, reader);
  checkMcpServers(raw['mcp_servers'], [...path, 'mcp_servers'], reader);
  checkToolLists(raw, path, reader);
  checkNestedKeys(raw, path, reader);
  checkRequestValues(params, path, reader);
  checkOnlyFor(own, info, path, reader);
  checkHooks(raw['hooks'], [...path, 'hooks'], reader);
  const baseUrl = values['base_url'] ?? info.baseUrl;
  return { ...values, type: info.type, model, base_url: baseUrl, params: { ...switchesFor(own, values), ...params } };
}

function readModel(raw: RawMap, info: BackendTypeInfo, path: Path, reader: Reader): string {
  const given = raw['model'];
  if (typeof given === 'string' && given.trim() !== '') return given;
  if (given !== undefined && given !== null && typeof given !== 'string') {
    reader.report([...path, 'model'], {
      code: 'CFG_WRONG_TYPE',
      severity: 'error',
      message: `must be text, not ${show(given)}`,
      suggestion: 'Put the model id in quotes.',
    });
    return '';
  }
  if (info.defaultModel !== null) return info.defaultModel;
  if (info.takesModel) {
    reader.report(path, {
      code: 'CFG_MODEL_MISSING',
      severity: 'error',
      message: `"model" is missing; type "${info.type}" has no default`,
      suggestion: 'Add "model:" with the model id.',
    });
  }
  return '';
}

/** Keys of ours, and keys that go to the provider. A key that belongs elsewhere in the file goes nowhere. */
function partition(
  raw: RawMap,
  info: BackendTypeInfo,
  path: Path,
  reader: Reader,
): { readonly own: RawMap; readonly params: RawMap } {
  const requestFields = requestFieldsOf(info);
  const own: [string, unknown][] = [];
  const params: [string, unknown][] = [];
  for (const [name, value] of Object.entries(raw)) {
    if (name === 'type' || name === 'model' || REMOVED_PROMPT_KEYS.some((removed) => removed === name)) continue;
    if (Object.hasOwn(BACKEND.fields, name)) own.push([name, value]);
    else if (requestFields.has(name)) params.push([name, value]);
    else if (OWN_REQUEST_FIELDS.includes(name)) {
      reader.report(
        [...path, name],
        {
          code: 'CFG_NO_EFFECT',
          severity: 'warning',
          message: `"${name}" has no effect: the program sets it itself`,
          suggestion: 'Remove it.',
        },
        'key',
      );
    } else {
      const place = otherPlaceOf(BACKEND, name);
      const suggestion =
        (reader.hasRoomForGuesses() ? suggestKey(BACKEND, name, [...requestFields]) : null) ??
        'Put request fields of the provider under "extra_params:" to say that they are meant.';
      if (place === undefined) {
        params.push([name, value]);
        reader.report(
          [...path, name],
          {
            code: 'CFG_UNKNOWN_BACKEND_KEY',
            severity: 'warning',
            message: `unknown key "${name.slice(0, 80)}"; it is sent to the provider as it stands`,
            suggestion,
          },
          'key',
        );
      } else {
        reader.report(
          [...path, name],
          {
            code: 'CFG_MISPLACED_KEY',
            severity: 'warning',
            message: `"${name}" has no effect here`,
            suggestion: `"${name}" belongs under ${place.name}.`,
          },
          'key',
        );
      }
    }
  }
  return { own: Object.fromEntries(own), params: Object.fromEntries(params) };
}

/** Keys of ours that the file sets and the adapter must see. */
function switchesFor(own: RawMap, values: RawMap): RawMap {
  const names = Object.keys(BACKEND.fields).filter((name) => {
    const field: FieldSpec | undefined = BACKEND.fields[name as keyof typeof BACKEND.fields];
    // Under this name OpenRouter has a request field, others a display name.
    return field?.toProvider === true || (name === 'provider' && isRawMap(own[name]));
  });
  return Object.fromEntries(
    names.flatMap((name) => (own[name] !== undefined && own[name] !== null ? [[name, values[name]]] : [])),
  );
}

function requestFieldsOf(info: BackendTypeInfo): ReadonlySet<string> {
  // A type that is no wire protocol may drive a model of any provider.
  const spoken = info.api === null ? Object.values(WIRE_PROTOCOLS) : [WIRE_PROTOCOLS[info.api]];
  return new Set([...COMMON_FIELDS, ...spoken.flatMap(({ requestFields }) => requestFields)]);
}

function checkToolLists(raw: RawMap, path: Path, reader: Reader): void {
  if (Array.isArray(raw['allowed_tools']) && Array.isArray(raw['exclude_tools'])) {
    const finding = {
      code: 'CFG_TOOL_LISTS',
      severity: 'warning',
      message: 'both "allowed_tools" and "exclude_tools" are given',
      suggestion: 'Keep one of them; a tool in both is not offered.',
    } as const;
    reader.report(path, finding, 'key', [...path, 'exclude_tools']);
  }
  const schema = raw['output_schema'];
  if (isRawMap(schema) && !Object.hasOwn(schema, 'type')) {
    const message = Object.keys(schema).length === 0 ? 'the schema is empty' : 'the schema has no "type"';
    reader.report([...path, 'output_schema'], {
      code: 'CFG_OUTPUT_SCHEMA',
      severity: 'warning',
      message,
      suggestion: 'Add "type: object" and its properties.',
    });
  }
}
