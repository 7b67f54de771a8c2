import { ANY, BOOLEAN, MAP, TEXT, aliasKey, blockOf, either, integer, key, number, oneOf } from './field.ts';
import { RETRY } from './retry.ts';

const FALSE = { default: false } as const;

/** Backend keys that only some types read, and that are never forwarded as they stand. */
export const PROVIDER_FIELDS = {
  provider: key(either(TEXT, MAP), {
    since: '≤12',
    doc: 'Display name of the provider (chat family); a map is sent as it stands (openrouter).',
  }),
  provider_name: aliasKey(TEXT, {
    since: '≤12',
    doc: 'Older spelling of `provider`.',
    alias: { of: 'provider', how: 'replace', note: '"provider_name" is read as "provider"', silentFor: [] },
  }),
  azure_endpoint: key(TEXT, {
    since: '≤12',
    doc: 'Endpoint (azure_openai); `base_url` and `AZURE_OPENAI_ENDPOINT` do too.',
  }),
  api_version: key(TEXT, { since: '≤12', doc: 'API version (azure_openai).' }),
  api: key(oneOf(['responses', 'chat']), { since: 'ours', doc: 'Protocol (azure_openai); default by endpoint.' }),
  azure_model: key(TEXT, { since: 'ours', doc: 'Model behind an Azure deployment, for its price.' }),
  permission_mode: key(oneOf(['default', 'acceptEdits', 'bypassPermissions', 'plan']), {
    since: '≤12',
    wrong: 'error',
    doc: 'Permission mode (claude_code).',
  }),
  use_default_prompt: key(BOOLEAN, { since: '41', ...FALSE, doc: "Keep the CLI's own system prompt (claude_code)." }),
  max_thinking_tokens: key(integer({ min: 0 }), { since: '≤12', doc: 'Thinking budget (claude_code).' }),
  model_reasoning_effort: key(TEXT, { since: '41+', doc: 'Effort (codex).' }),
  approval_mode: key(TEXT, { since: '41+', doc: 'Approval mode (codex).' }),
  agent_config: key(MAP, { since: '≤12', doc: 'One framework agent (ag2).' }),
  group_config: key(MAP, { since: '≤12', doc: 'A framework group chat (ag2).' }),
  function_calling_mode: key(TEXT, { toProvider: true, since: '41', doc: '`AUTO`, `ANY` or `NONE` (gemini).' }),
  include_thoughts: key(BOOLEAN, {
    toProvider: true,
    since: '41',
    doc: 'Show thought summaries (gemini); default by model.',
  }),
  use_multi_mcp: key(BOOLEAN, { since: '≤12', doc: 'Older switch (gemini).' }),
  mcp_sdk_auto: key(BOOLEAN, { since: '≤12', doc: 'Older switch (gemini).' }),
  max_mcp_message_history: key(integer({ min: 0 }), { since: '≤12', doc: 'Tool messages kept in a conversation.' }),
  max_incomplete_response_retries: key(integer({ min: 0 }), {
    since: '41',
    default: 5,
    doc: 'How often a stream that ends without its last event is asked again.',
  }),
  gemini_backoff_max_attempts: key(integer({ min: 1 }), { since: '41', doc: 'As `retry.max_attempts` (gemini).' }),
  gemini_backoff_initial_delay: key(number({ min: 0 }), { since: '41', doc: 'As `retry.initial_delay` (gemini).' }),
  gemini_backoff_multiplier: key(number({ min: 1 }), { since: '41', doc: 'As `retry.multiplier` (gemini).' }),
  gemini_backoff_max_delay: key(number({ min: 0 }), { since: '41', doc: 'As `retry.max_delay` (gemini).' }),
  gemini_backoff_jitter: key(number({ min: 0, max: 1 }), { since: '41', doc: 'As `retry.jitter` (gemini).' }),
  retry: key(blockOf(RETRY), { since: 'ours', default: {}, doc: 'How failed model calls are tried again.' }),
  llm_circuit_breaker: key(MAP, { since: '41+', feature: 'circuit_breaker', doc: 'Circuit breaker.' }),
  llm_circuit_breaker_enabled: key(BOOLEAN, {
    since: '41+',
    ...FALSE,
    feature: 'circuit_breaker',
    doc: 'Circuit breaker.',
  }),
  llm_circuit_breaker_max_failures: key(integer({ min: 1 }), {
    since: '41+',
    default: 5,
    doc: 'Failures before it opens.',
  }),
  llm_circuit_breaker_reset_time_seconds: key(number({ min: 0 }), {
    since: '41+',
    default: 60,
    doc: 'Time until a probe.',
  }),
  enable_rate_limit: key(BOOLEAN, {
    since: '0.1.11',
    ...FALSE,
    doc: "Space out the starts of rounds to stay below the provider's limits (gemini).",
  }),
  engine: key(TEXT, { toProvider: true, since: '41', doc: 'Search engine (openrouter).' }),
  max_results: key(integer({ min: 1 }), { toProvider: true, since: '41', doc: 'Search results (openrouter).' }),
  search_prompt: key(TEXT, { toProvider: true, since: '41', doc: 'Search prompt (openrouter).' }),
  search_context_size: key(TEXT, { toProvider: true, since: '41', doc: 'Search context (openrouter).' }),
  disable_parallel_tool_use: key(BOOLEAN, {
    toProvider: true,
    since: '≤12',
    doc: 'One tool call per message (claude).',
  }),
  enable_computer_use: key(BOOLEAN, { since: '41', ...FALSE, feature: 'computer_use', doc: 'Computer use (openai).' }),
  display_width: key(integer({ min: 1 }), { since: '41', doc: 'Screen width for computer use.' }),
  display_height: key(integer({ min: 1 }), { since: '41', doc: 'Screen height for computer use.' }),
  computer_environment: key(TEXT, { since: '41', doc: 'Environment for computer use.' }),
  lmstudio_autoload: key(BOOLEAN, {
    since: 'ours',
    ...FALSE,
    feature: 'local_model_loading',
    doc: 'Load the model (lmstudio).',
  }),
  enable_nlip: key(BOOLEAN, { since: '0.1.13', ...FALSE, feature: 'nlip', doc: 'NLIP messages.' }),
  nlip: key(MAP, { since: '0.1.13', doc: 'NLIP settings.' }),
  nlip_config: key(MAP, { since: '0.1.13', doc: 'NLIP settings.' }),
  websocket_mode: key(BOOLEAN, { since: '41+', ...FALSE, feature: 'websockets', doc: 'WebSocket transport (openai).' }),
  debug_delay_seconds: key(number({ min: 0 }), {
    since: '0.1.36',
    default: 0,
    feature: 'debug_delay',
    doc: 'Slows the agent down, for tests.',
  }),
  debug_delay_after_n_tools: key(integer({ min: 0 }), { since: '0.1.36', default: 3, doc: 'From this tool call on.' }),
  fallback_backends: key(
    { kind: 'list', item: MAP, orOne: false },
    { since: 'ours', feature: 'circuit_breaker', doc: 'Backends to change to when this one fails.' },
  ),
  extra_params: key(MAP, {
    toProvider: true,
    since: 'ours',
    doc: 'Request fields, forwarded as they stand and without a question.',
  }),
  vote_only: key(BOOLEAN, { since: '≤12', internal: true, doc: 'Set while an agent may only vote.' }),
  instance_id: key(TEXT, { since: '≤12', internal: true, doc: 'Set by the program.' }),
  session_id: key(TEXT, { since: '≤12', internal: true, doc: 'Set by the program.' }),
  agent_id: key(TEXT, { since: '≤12', internal: true, doc: 'Set by the program.' }),
  filesystem_session_id: key(TEXT, { since: '≤12', internal: true, doc: 'Set by the program.' }),
  session_storage_base: key(TEXT, { since: '≤12', internal: true, doc: 'Set by the program.' }),
  agent_temporary_workspace_parent: key(TEXT, { since: '≤12', internal: true, doc: 'Set by the program.' }),
  _config_path: key(ANY, { since: '≤12', internal: true, doc: 'Set by the program.' }),
} as const;

/** Removed keys that stop validation (they moved to `agents[].system_message`). */
export const REMOVED_PROMPT_KEYS = ['system_prompt', 'append_system_prompt'] as const;
