import { CUSTOM_TOOLS } from './custom-tool.ts';
import { BOOLEAN, MAP, PATH, TEXT, TEXTS, integer, key, listOf, number, oneOf } from './field.ts';
import { MCP_SERVERS } from './mcp-server.ts';

const mediaTool = (what: string) =>
  key(BOOLEAN, { since: '≤12', default: false, feature: 'media_tools', doc: `Lets the agent make ${what}.` });

/** Who makes pictures, films and sound; allowed on a backend and on the orchestrator. */
export const MEDIA_FIELDS = {
  enable_multimodal_tools: key(BOOLEAN, {
    since: '0.1.28',
    default: false,
    feature: 'media_tools',
    doc: 'Media tools in one set.',
  }),
  multimodal_config: key(MAP, { since: '0.1.28', doc: 'Their settings.' }),
  image_generation_backend: key(TEXT, { since: '41', doc: 'Backend that makes pictures.' }),
  image_generation_model: key(TEXT, { since: '41', doc: 'Model that makes pictures.' }),
  video_generation_backend: key(TEXT, { since: '41', doc: 'Backend that makes films.' }),
  video_generation_model: key(TEXT, { since: '41', doc: 'Model that makes films.' }),
  audio_generation_backend: key(TEXT, { since: '41', doc: 'Backend that makes sound.' }),
  audio_generation_model: key(TEXT, { since: '41', doc: 'Model that makes sound.' }),
} as const;

/** Backend keys about tools: servers, functions, filters, uploads, hooks. */
export const TOOL_FIELDS = {
  mcp_servers: key(MCP_SERVERS, {
    since: '≤12',
    wrong: 'error',
    default: [],
    feature: 'mcp_servers',
    doc: 'Tool servers, as a list or as a map from name to server.',
  }),
  allowed_tools: key(TEXTS, {
    since: '0.0.29',
    wrong: 'error',
    doc: 'Offer only these tools (`mcp__<server>__<tool>`).',
  }),
  exclude_tools: key(TEXTS, { since: '0.0.29', wrong: 'error', doc: 'Do not offer these tools.' }),
  disallowed_tools: key(TEXTS, { since: '≤12', wrong: 'error', doc: 'Patterns for `claude_code`, e.g. `Bash(rm*)`.' }),
  custom_tools: key(CUSTOM_TOOLS, {
    since: '0.1.1',
    default: [],
    feature: 'custom_tools',
    doc: 'Functions offered as tools.',
  }),
  upload_files: key(listOf(MAP), {
    since: '≤12',
    default: [],
    feature: 'uploads',
    doc: 'One-key maps: `file_path`, `image_path`, `audio_path` or `video_path`, each a path or URL.',
  }),
  media_max_file_size_mb: key(number({ above: 0 }), { since: '≤12', doc: 'Largest upload, in megabytes.' }),
  enable_web_search: key(BOOLEAN, {
    toProvider: true,
    since: '≤12',
    wrong: 'error',
    default: false,
    doc: "The provider's own web search.",
  }),
  enable_code_execution: key(BOOLEAN, {
    toProvider: true,
    since: '≤12',
    wrong: 'error',
    default: false,
    doc: "The provider's own code execution (claude, gemini).",
  }),
  enable_code_interpreter: key(BOOLEAN, {
    toProvider: true,
    since: '≤12',
    wrong: 'error',
    default: false,
    doc: "The provider's own code interpreter (openai).",
  }),
  enable_x_search: key(BOOLEAN, { toProvider: true, since: '41+', default: false, doc: 'Search on X (grok).' }),
  enable_file_search: key(BOOLEAN, {
    toProvider: true,
    since: 'ours',
    default: false,

    doc: 'Search in `vector_store_ids` (openai).',
  }),
  vector_store_ids: key(TEXTS, {
    toProvider: true,
    since: 'ours',
    default: [],
    doc: 'Stores for the file search (openai).',
  }),
  enable_image_generation: mediaTool('pictures'),
  enable_audio_generation: mediaTool('sound'),
  enable_file_generation: mediaTool('files'),
  enable_video_generation: mediaTool('films'),
  ...MEDIA_FIELDS,
  enable_programmatic_flow: key(BOOLEAN, {
    since: '0.1.18',
    wrong: 'error',
    default: false,
    feature: 'programmatic_tools',
    doc: 'Tools called from code (claude).',
  }),
  enable_tool_search: key(BOOLEAN, {
    since: '0.1.18',
    wrong: 'error',
    default: false,
    feature: 'tool_search',
    doc: 'Tools found by search (claude).',
  }),
  tool_search_variant: key(oneOf(['regex', 'bm25']), { since: '0.1.18', doc: 'How tools are searched.' }),
  enable_strict_tool_use: key(BOOLEAN, {
    toProvider: true,
    since: '0.1.19',
    wrong: 'error',
    default: false,
    doc: 'Tool arguments follow their schema exactly (claude).',
  }),
  output_schema: key(MAP, { toProvider: true, since: '0.1.19', wrong: 'error', doc: 'JSON Schema of the answer.' }),
  concurrent_tool_execution: key(BOOLEAN, {
    since: '0.1.14',
    default: true,
    doc: 'Run independent tool calls at the same time.',
  }),
  max_concurrent_tools: key(integer({ min: 1 }), { since: '0.1.14', default: 10, doc: 'At most this many at once.' }),
  enable_code_based_tools: key(BOOLEAN, {
    since: '0.1.13',
    default: false,
    feature: 'code_based_tools',
    doc: 'Tools as importable code.',
  }),
  custom_tools_path: key(PATH, { since: '0.1.13', doc: 'Folder of tool code.' }),
  auto_discover_custom_tools: key(BOOLEAN, {
    since: '0.1.13',
    default: false,
    feature: 'code_based_tools',
    doc: 'Find tools by themselves.',
  }),
  exclude_custom_tools: key(TEXTS, { since: '0.1.13', default: [], doc: 'Leave these out.' }),
  shared_tools_directory: key(PATH, { since: '0.1.13', doc: 'Folder shared by the agents.' }),
  direct_mcp_servers: key(TEXTS, { since: '0.1.35', default: [], doc: 'Servers that stay direct tools in that mode.' }),
  hooks: key(MAP, { since: '0.1.36', wrong: 'error', feature: 'hooks', doc: 'Hooks of this agent, see `hooks`.' }),
  permissions: key(MAP, { since: '41+', feature: 'permissions', doc: 'Permission rules.' }),
} as const;
