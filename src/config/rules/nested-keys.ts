import { WIRE_PROTOCOLS } from '../backend-types.ts';
import { nearest } from '../../shared/nearest.ts';
import type { Path } from '../path.ts';
import type { RawMap, Reader } from '../reader.ts';
import { isRawMap } from '../reader.ts';
import { BACKEND } from '../schema/backend.ts';
import { COORDINATION } from '../schema/coordination.ts';
import { COMMON_FIELDS } from '../schema/request-fields.ts';

/** Keys inside the maps a backend sends to its provider, over all providers; others are sent too, but told. */
const INSIDE_REQUEST_FIELDS: Readonly<Record<string, readonly string[]>> = {
  reasoning: ['effort', 'summary', 'generate_summary', 'max_tokens', 'exclude', 'enabled', 'context', 'mode'],
  text: ['verbosity', 'format'],
  thinking: ['type', 'budget_tokens', 'display', 'include_thoughts', 'thinking_budget', 'thinking_level'],
  thinking_config: [
    'include_thoughts',
    'thinking_budget',
    'thinking_level',
    'includeThoughts',
    'thinkingBudget',
    'thinkingLevel',
  ],
};
const UPLOAD_KEYS = ['file_path', 'image_path', 'audio_path', 'video_path', 'pdf_path', 'url'];

/** Tells misspelt keys inside maps that no table describes. Nothing is changed by it. */
export function checkNestedKeys(raw: RawMap, path: Path, reader: Reader): void {
  for (const [name, known] of Object.entries(INSIDE_REQUEST_FIELDS)) {
    const value = raw[name];
    if (isRawMap(value)) checkNames(Object.keys(value), known, [...path, name], reader);
  }
  const uploads = raw['upload_files'];
  if (!Array.isArray(uploads)) return;
  for (const [index, entry] of uploads.entries()) {
    if (isRawMap(entry)) checkNames(Object.keys(entry), UPLOAD_KEYS, [...path, 'upload_files', index], reader);
  }
}

/** Blocks inside blocks, read as they stand, whose keys are those of another block. */
const COPIES: readonly (readonly [path: readonly string[], known: readonly string[]])[] = [
  [['orchestrator', 'coordination', 'subagent_orchestrator', 'coordination'], Object.keys(COORDINATION.fields)],
  [
    ['orchestrator', 'dspy', 'backend'],
    [
      ...Object.keys(BACKEND.fields),
      ...COMMON_FIELDS,
      ...Object.values(WIRE_PROTOCOLS).flatMap((row) => row.requestFields),
    ],
  ],
];

/** Tells misspelt keys in the settings of subagents and of paraphrasing. */
export function checkCopies(root: RawMap, reader: Reader): void {
  for (const [path, known] of COPIES) {
    let value: unknown = root;
    for (const part of path) value = isRawMap(value) ? value[part] : undefined;
    if (isRawMap(value)) checkNames(Object.keys(value), known, path, reader);
  }
}

/** Warns of each name that is not known, with the nearest one that is. */
export function checkNames(names: readonly string[], known: readonly string[], path: Path, reader: Reader): void {
  for (const name of names.filter((given) => !known.includes(given))) {
    const [guess] = nearest(name, known);
    const suggestion =
      guess === undefined ? `Known here: ${known.slice(0, 12).join(', ')}.` : `Did you mean "${guess}"?`;
    reader.report(
      [...path, name],
      { code: 'CFG_UNKNOWN_KEY', severity: 'warning', message: `unknown key "${name.slice(0, 80)}"`, suggestion },
      'key',
    );
  }
}
