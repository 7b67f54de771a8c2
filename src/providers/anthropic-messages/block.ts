import type { Progress } from '../shared/decoder.ts';
import type { JsonObject } from '../shared/json.ts';
import { isObject, listOf, objectOf, parseJson, someText, textOf } from '../shared/json.ts';

/** A content block while it grows. `value` is what will be sent back. */
export interface OpenBlock {
  readonly type: string;
  readonly value: Record<string, unknown>;
  /** The JSON text of a tool's input, in the pieces it came in. */
  argsText: string;
  readonly citations: unknown[];
}

/** A block as it starts; a host that does not stream starts it complete. */
export function openBlock(contentBlock: unknown): OpenBlock {
  const value = { ...objectOf(contentBlock) };
  return { type: textOf(value['type']), value, argsText: '', citations: [...listOf(value['citations'])] };
}

export const isClientTool = (block: OpenBlock): boolean => block.type === 'tool_use';

const isServerResult = (type: string): boolean => type.endsWith('_tool_result') || type === 'mcp_tool_result';
const isServerCall = (type: string): boolean => type === 'server_tool_use' || type === 'mcp_tool_use';

const DETAIL_LIMIT = 400;
const shortText = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value ?? '')).slice(0, DETAIL_LIMIT);

/** What there is to show the moment a block starts. */
export function startParts(block: OpenBlock): readonly Progress[] {
  const { type, value } = block;
  if (type === 'text') return said('text', textOf(value['text']));
  if (type === 'thinking') return said('reasoning', textOf(value['thinking']));
  if (isClientTool(block)) {
    return [{ type: 'tool_args', callId: textOf(value['id']), name: textOf(value['name']), text: '' }];
  }
  if (isServerCall(type)) return [serverTool(textOf(value['name']), 'started', '')];
  if (isServerResult(type)) return [serverTool(type.replace(/_tool_result$/, ''), 'done', resultDetail(value))];
  if (type === 'compaction') return [serverTool('compaction', 'started', '')];
  return [];
}

function resultDetail(value: JsonObject): string {
  const content = value['content'];
  const code = someText(objectOf(content)['error_code']);
  if (code !== null) return `failed: ${code}`;
  const links = listOf(content).map((entry) => someText(objectOf(entry)['url']) ?? '');
  return shortText(links.filter((link) => link !== '').join(' ') || (someText(objectOf(content)['url']) ?? ''));
}

const said = (type: 'text' | 'reasoning', text: string): readonly Progress[] => (text === '' ? [] : [{ type, text }]);
const serverTool = (kind: string, phase: string, detail: string): Progress => ({
  type: 'server_tool',
  kind,
  phase,
  detail,
});

function grow(block: OpenBlock, field: string, piece: unknown): string {
  const text = textOf(piece);
  block.value[field] = textOf(block.value[field]) + text;
  return text;
}

/** Adds a delta to its block. Unknown kinds of delta change nothing. */
export function applyDelta(block: OpenBlock, delta: JsonObject): readonly Progress[] {
  switch (delta['type']) {
    case 'text_delta':
      return said('text', grow(block, 'text', delta['text']));
    case 'thinking_delta':
      return said('reasoning', grow(block, 'thinking', delta['thinking']));
    case 'signature_delta':
      grow(block, 'signature', delta['signature']);
      return [];
    case 'citations_delta':
      block.citations.push(delta['citation']);
      block.value['citations'] = block.citations;
      return [];
    case 'compaction_delta':
      grow(block, 'content', delta['content']);
      for (const [field, value] of Object.entries(delta)) {
        if (field !== 'type' && field !== 'content') block.value[field] = value;
      }
      return [];
    case 'input_json_delta': {
      const text = textOf(delta['partial_json']);
      block.argsText += text;
      if (!isClientTool(block) || text === '') return [];
      return [{ type: 'tool_args', callId: textOf(block.value['id']), name: textOf(block.value['name']), text }];
    }
    default:
      return [];
  }
}

/** Completes a block: the input of a tool becomes an object, if its text is one. */
export function closeBlock(block: OpenBlock): readonly Progress[] {
  if (block.argsText === '') return [];
  const input = parseJson(block.argsText);
  block.value['input'] = isObject(input) ? input : {};
  if (!isServerCall(block.type)) return [];
  const detail = isObject(input) ? (input['query'] ?? input['url'] ?? input['command'] ?? input['code']) : undefined;
  return [serverTool(textOf(block.value['name']), 'running', shortText(detail ?? input))];
}

/** The text of a tool's arguments: the pieces it came in, or the object it started with. */
export function argsTextOf(block: OpenBlock): string {
  if (block.argsText !== '') return block.argsText;
  const input = objectOf(block.value['input']);
  return Object.keys(input).length === 0 ? '' : JSON.stringify(input);
}
