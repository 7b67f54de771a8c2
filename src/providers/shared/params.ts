import type { HostQuirks } from '../hosts.ts';
import { refusedParameters } from '../hosts.ts';
import { objectOf } from './json.ts';

/** Keys of a backend block that mean something to the program, never to a provider (`backends.md` §5.2). */
const OURS: ReadonlySet<string> = new Set(
  `type agent_id api_key api_key_env session_id instance_id filesystem_session_id session_storage_base cwd
  agent_temporary_workspace agent_temporary_workspace_parent context_paths context_write_access_enabled
  enforce_read_before_delete exclude_file_operation_mcps use_mcpwrapped_for_tool_filtering use_no_roots_wrapper
  use_mcpwrapper custom_tools_path auto_discover_custom_tools exclude_custom_tools direct_mcp_servers
  shared_tools_directory mcp_servers nlip nlip_config concurrent_tool_execution max_concurrent_tools vote_only
  use_two_tier_workspace write_mode drift_conflict_policy subagent_types multimodal_config hooks permissions
  debug_delay_seconds debug_delay_after_n_tools voting_sensitivity voting_threshold coordination_mode presenter_agent
  final_answer_strategy subtask max_midstream_injections_per_round websocket_mode upload_files
  media_max_file_size_mb base_url azure_endpoint azure_model api_version api provider_name engine max_results
  search_prompt search_context_size allowed_tools exclude_tools custom_tools vector_store_ids tool_search_variant
  output_schema defer_loading builtin_tool_versions permission_mode disallowed_tools use_default_prompt
  max_thinking_tokens max_incomplete_response_retries retry fallback_backends compression_model extra_params
  extra_body betas anthropic_version disable_parallel_tool_use function_calling_mode thinking_config
  include_thoughts safety_settings display_width display_height computer_environment extra_headers headers
  timeout record model stream stream_options`.split(/\s+/),
);

const OUR_PREFIXES = [
  'enable_', // switches of ours; the families read the ones they know
  'command_line_',
  'plan_',
  'round_evaluator_',
  'checklist_',
  'fairness_',
  'checkpoint_',
  'llm_circuit_breaker_',
  'gemini_backoff_',
  'image_generation_',
  'video_generation_',
  'audio_generation_',
  '_',
];

export type Params = Readonly<Record<string, unknown>>;

/**
 * The part of a backend block that a provider gets. Unlisted keys pass, for they may be newer than this list;
 * `extra_params` (and OpenAI's historic `extra_body`) pass without a look and win.
 */
export function forwardedParams(params: Params, host: HostQuirks, model: string): Record<string, unknown> {
  const refused = new Set(refusedParameters(host, params, model).map(({ parameter }) => parameter));
  const passes = (key: string): boolean =>
    !OURS.has(key) && !refused.has(key) && !OUR_PREFIXES.some((prefix) => key.startsWith(prefix));
  return Object.fromEntries(
    Object.entries(params).filter(([key, value]) => passes(key) && value !== undefined && value !== null),
  );
}

/** What the configuration asks to send as it stands. */
export const extraParams = (params: Params): Record<string, unknown> => ({
  ...objectOf(params['extra_body']),
  ...objectOf(params['extra_params']),
});

/** `fields` without those named. */
export function without(fields: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !names.includes(key)));
}
