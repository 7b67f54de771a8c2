/** What MassGen 0.1.41 puts into the configurations it builds (`config.md` §20), kept key by key. */

export const GENERATED_ORCHESTRATOR = {
  snapshot_storage: 'snapshots',
  agent_temporary_workspace: 'temp_workspaces',
  max_new_answers_per_agent: 5,
  enable_multimodal_tools: true,
  image_generation_backend: 'openai',
  video_generation_backend: 'openai',
  audio_generation_backend: 'openai',
} as const;

export const GENERATED_COORDINATION = {
  max_orchestration_restarts: 2,
  enable_agent_task_planning: true,
  task_planning_filesystem_mode: true,
  enable_memory_filesystem_mode: true,
  use_two_tier_workspace: true,
} as const;

export const DOCKER_COORDINATION = { use_skills: true, skills_directory: '.agent/skills' } as const;

export const GENERATED_TIMEOUTS = {
  orchestrator_timeout_seconds: 1800,
  initial_round_timeout_seconds: 600,
  subsequent_round_timeout_seconds: 300,
  round_timeout_grace_seconds: 120,
} as const;

export const DOCKER_BACKEND = {
  cwd: 'workspace',
  enable_code_based_tools: true,
  exclude_file_operation_mcps: true,
  enable_mcp_command_line: true,
  command_line_execution_mode: 'docker',
  command_line_docker_image: 'ghcr.io/massgen/mcp-runtime-sudo:latest',
  command_line_docker_network_mode: 'bridge',
  command_line_docker_enable_sudo: true,
  command_line_docker_credentials: {
    env_file: '.env',
    env_vars_from_file: ['OPENAI_API_KEY', 'ANTHROPIC_API_KEY', 'GOOGLE_API_KEY', 'XAI_API_KEY'],
  },
  shared_tools_directory: 'shared_tools',
  auto_discover_custom_tools: true,
  exclude_custom_tools: ['_claude_computer_use', '_gemini_computer_use', '_computer_use', '_browser_automation'],
} as const;
