import { CONTEXT_PATHS } from './context-paths.ts';
import {
  BOOLEAN,
  MAP,
  PATH,
  TEXT,
  TEXTS,
  block,
  blockOf,
  either,
  key,
  listOf,
  number,
  oneOf,
  recordOf,
} from './field.ts';

const CREDENTIALS = block('backend.command_line_docker_credentials', 'What of the host a container may see.', {
  mount: key(listOf(oneOf(['ssh_keys', 'git_config', 'gh_config', 'npm_config', 'pypi_config'])), {
    since: '0.1.10',
    default: [],
    doc: 'Well-known files to mount read-only.',
  }),
  env_file: key(PATH, { since: '0.1.10', doc: 'File with variables.' }),
  env_vars_from_file: key(TEXTS, { since: '0.1.10', default: [], doc: 'Only these variables of the file.' }),
  env_vars: key(TEXTS, { since: '0.1.10', default: [], doc: 'Variables of the host.' }),
  pass_all_env: key(BOOLEAN, { since: '0.1.10', default: false, doc: 'All variables of the host.' }),
  additional_mounts: key(recordOf(MAP), { since: '0.1.10', default: {}, doc: 'Host path → `{bind, mode}`.' }),
});

const PREINSTALL = block('backend.command_line_docker_packages.preinstall', 'Packages installed before the run.', {
  python: key(TEXTS, { since: '0.1.10', default: [], doc: 'With pip.' }),
  npm: key(TEXTS, { since: '0.1.10', default: [], doc: 'With npm; needs sudo.' }),
  system: key(TEXTS, { since: '0.1.10', default: [], doc: 'With apt; needs sudo.' }),
});

/** Backend keys about the agent's files and commands. */
export const WORKSPACE_FIELDS = {
  cwd: key(PATH, {
    since: '≤12',
    feature: 'workspaces',
    doc: "Agent's workspace; a relative name lies under `.massgen/workspaces/`. Switches the file tools on.",
  }),
  context_paths: key(CONTEXT_PATHS, {
    since: '0.0.21',
    default: [],
    feature: 'context_paths',
    doc: "As `orchestrator.context_paths`, for this agent; the orchestrator's entry wins for an equal path.",
  }),
  context_write_access_enabled: key(BOOLEAN, {
    since: '≤12',
    default: false,
    internal: true,
    doc: 'Set for the final presenter.',
  }),
  enforce_read_before_delete: key(BOOLEAN, {
    since: '≤12',
    default: true,
    doc: 'A file must be read before it may be deleted.',
  }),
  agent_temporary_workspace: key(PATH, { since: '≤12', internal: true, doc: 'Taken from the orchestrator.' }),
  exclude_file_operation_mcps: key(BOOLEAN, {
    since: '41',
    default: false,
    doc: 'Drop the file tools, keep the others.',
  }),
  use_two_tier_workspace: key(BOOLEAN, { since: '0.1.38', internal: true, doc: 'Copied from `coordination`.' }),
  use_mcpwrapped_for_tool_filtering: key(BOOLEAN, { since: '41', internal: true, doc: 'Switch of the file server.' }),
  use_no_roots_wrapper: key(BOOLEAN, { since: '41', internal: true, doc: 'Switch of the file server.' }),
  enable_mcp_command_line: key(BOOLEAN, {
    since: '0.0.32',
    default: false,
    feature: 'command_execution',
    doc: 'Lets the agent run commands.',
  }),
  command_line_execution_mode: key(TEXT, {
    since: '0.0.32',
    default: 'local',
    doc: '`local` or `docker`; anything else is refused at start.',
  }),
  command_line_allowed_commands: key(listOf({ kind: 'string', format: 'regex' }), {
    since: '0.0.32',
    doc: 'Only commands that match one of these expressions.',
  }),
  command_line_blocked_commands: key(listOf({ kind: 'string', format: 'regex' }), {
    since: '0.0.32',
    doc: 'No command that matches one of these expressions.',
  }),
  command_line_docker_image: key(TEXT, {
    since: '0.0.32',
    doc: 'Default `ghcr.io/massgen/mcp-runtime:latest`, with sudo `ghcr.io/massgen/mcp-runtime-sudo:latest`.',
  }),
  command_line_docker_memory_limit: key(TEXT, { since: '0.0.32', doc: 'Memory limit, e.g. `2g`.' }),
  command_line_docker_cpu_limit: key(either(number({ above: 0 }), TEXT), {
    since: '0.0.32',
    doc: 'CPU limit in cores.',
  }),
  command_line_docker_network_mode: key(TEXT, {
    since: '0.0.32',
    default: 'none',
    doc: '`none`, `bridge` or `host`; anything else is refused at start.',
  }),
  command_line_docker_enable_sudo: key(BOOLEAN, { since: '≤12', default: false, doc: 'Allow sudo in the container.' }),
  command_line_docker_credentials: key(blockOf(CREDENTIALS), {
    since: '0.1.10',
    doc: 'Credentials for the container.',
  }),
  command_line_docker_packages: key(
    blockOf(
      block('backend.command_line_docker_packages', 'Packages for the container.', {
        preinstall: key(blockOf(PREINSTALL), { since: '0.1.10', default: {}, doc: 'Installed before the run.' }),
      }),
    ),
    { since: '0.1.10', doc: 'Packages for the container.' },
  ),
  command_line_srt_network_allowed_domains: key(TEXTS, {
    since: '41+',
    feature: 'os_sandbox',
    doc: 'Sandbox: reachable domains.',
  }),
  command_line_srt_deny_read: key(TEXTS, { since: '41+', feature: 'os_sandbox', doc: 'Sandbox: unreadable paths.' }),
  command_line_srt_allow_read: key(TEXTS, { since: '41+', feature: 'os_sandbox', doc: 'Sandbox: readable paths.' }),
  command_line_srt_read_mode: key(TEXT, { since: '41+', feature: 'os_sandbox', doc: 'Sandbox: how reads are judged.' }),
  command_line_srt_allow_unix_sockets: key(
    { kind: 'any' },
    { since: '41+', feature: 'os_sandbox', doc: 'Sandbox: sockets.' },
  ),
} as const;
