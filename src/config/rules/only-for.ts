import type { BackendType, BackendTypeInfo } from '../backend-types.ts';
import type { Path } from '../path.ts';
import type { RawMap, Reader } from '../reader.ts';

/** Backend keys that only some types read. */
const ONLY_FOR: readonly (readonly [types: readonly BackendType[], keys: readonly string[]])[] = [
  [
    ['openai', 'azure_openai'],
    ['enable_code_interpreter', 'enable_file_search', 'vector_store_ids'],
  ],
  [['claude', 'gemini', 'ag2'], ['enable_code_execution']],
  [['claude'], ['enable_strict_tool_use', 'output_schema', 'disable_parallel_tool_use', 'tool_search_variant']],
  [
    ['gemini'],
    [
      'function_calling_mode',
      'include_thoughts',
      'gemini_backoff_max_attempts',
      'gemini_backoff_initial_delay',
      'gemini_backoff_multiplier',
      'gemini_backoff_max_delay',
      'gemini_backoff_jitter',
      'enable_rate_limit',
    ],
  ],
  [['grok'], ['enable_x_search']],
  [['openrouter'], ['engine', 'max_results', 'search_prompt', 'search_context_size']],
  [['azure_openai'], ['azure_endpoint', 'azure_model', 'api_version', 'api']],
  [['claude_code'], ['permission_mode', 'disallowed_tools', 'use_default_prompt', 'max_thinking_tokens']],
  [['codex'], ['model_reasoning_effort', 'approval_mode']],
  [['ag2'], ['agent_config', 'group_config']],
];

/** Notices keys of another type: they are valid, as in MassGen, and have no effect. */
export function checkOnlyFor(own: RawMap, info: BackendTypeInfo, path: Path, reader: Reader): void {
  for (const [types, keys] of ONLY_FOR) {
    if (types.includes(info.type)) continue;
    for (const key of keys) {
      const value = own[key];
      if (value === undefined || value === null || value === false) continue;
      const message = `"${key}" has no effect for type "${info.type}"; it is read by ${types.join(', ')}`;
      reader.report(
        [...path, key],
        { code: 'CFG_NO_EFFECT', severity: 'note', message, suggestion: 'Remove it.' },
        'key',
      );
    }
  }
}
