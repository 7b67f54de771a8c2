import { ANTHROPIC_FIELDS, GOOGLE_FIELDS, OPENAI_FIELDS } from './schema/request-fields.ts';

/** What configuration has to know of a wire protocol; `cli/protocols.ts` says what speaks and what serves it. */
interface WireProtocolRow {
  /** What its SDK expects at the end of a base URL; empty where the SDK adds the version itself. */
  readonly basePath: string;
  /** The backend type whose habits stand for a server that is only known to speak it. */
  readonly usualType: string;
  /** Request fields that a backend block may carry to it, besides those that all take. */
  readonly requestFields: readonly string[];
}

/** Every wire protocol by its name, which is also the name of its folders. */
export const WIRE_PROTOCOLS = {
  'openai-responses': { basePath: '/v1', usualType: 'openai', requestFields: OPENAI_FIELDS },
  'openai-chat': { basePath: '/v1', usualType: 'chatcompletion', requestFields: OPENAI_FIELDS },
  'anthropic-messages': { basePath: '', usualType: 'claude', requestFields: ANTHROPIC_FIELDS },
  'google-generate': { basePath: '', usualType: 'gemini', requestFields: GOOGLE_FIELDS },
} as const satisfies Readonly<Record<string, WireProtocolRow>>;

export type WireFamily = keyof typeof WIRE_PROTOCOLS;
export const WIRE_FAMILIES = Object.keys(WIRE_PROTOCOLS) as WireFamily[];

/** What a backend type can do beyond text and function tools, as far as validation cares. */
export type Capability = 'web_search' | 'code_execution' | 'mcp' | 'tool_search' | 'programmatic_tools';

interface BackendTypeRow {
  readonly type: string;
  readonly display: string;
  /** Other names, lower-case with `_` for spaces and dashes; the display name is one without being listed. */
  readonly aliases: readonly string[];
  /** Null for a type that is no wire protocol: native CLIs and frameworks. `reason` then says what it would take. */
  readonly api: WireFamily | null;
  readonly reason: string | null;
  /** Null means the provider SDK's own. */
  readonly baseUrl: string | null;
  /** Variable that names the endpoint when the file does not. */
  readonly endpointVariable: string | null;
  /** First one set wins. */
  readonly keyVariables: readonly string[];
  /** What is sent when no key is set; null means a key is required. */
  readonly keyless: string | null;
  /** Used when the file names no model; null means the file must. */
  readonly defaultModel: string | null;
  readonly takesModel: boolean;
  readonly capabilities: readonly Capability[];
}

const row = <const Type extends string>(
  type: Type,
  display: string,
  fields: Partial<Omit<BackendTypeRow, 'type' | 'display'>>,
): BackendTypeRow & { readonly type: Type } => ({
  aliases: [],
  api: 'openai-chat',
  reason: null,
  baseUrl: null,
  endpointVariable: null,
  keyVariables: [],
  keyless: null,
  defaultModel: null,
  takesModel: true,
  capabilities: ['mcp'],
  ...fields,
  type,
  display,
});

const CLI_REASON = 'it drives a separate command-line agent, which this version does not start';

/** Every `backend.type` (`backends.md` §2.1), in the order lists show them. */
export const BACKEND_TYPES = [
  row('openai', 'OpenAI', {
    api: 'openai-responses',
    keyVariables: ['OPENAI_API_KEY'],
    defaultModel: 'gpt-5.2',
    capabilities: ['web_search', 'code_execution', 'mcp'],
  }),
  row('claude', 'Claude', {
    api: 'anthropic-messages',
    keyVariables: ['ANTHROPIC_API_KEY'],
    defaultModel: 'claude-opus-4-5',
    capabilities: ['web_search', 'code_execution', 'mcp', 'tool_search', 'programmatic_tools'],
  }),
  row('gemini', 'Gemini', {
    api: 'google-generate',
    keyVariables: ['GOOGLE_API_KEY', 'GEMINI_API_KEY'],
    defaultModel: 'gemini-3-flash-preview',
    capabilities: ['web_search', 'code_execution', 'mcp'],
  }),
  row('grok', 'Grok', {
    api: 'openai-responses',
    baseUrl: 'https://api.x.ai/v1',
    keyVariables: ['XAI_API_KEY'],
    defaultModel: 'grok-4-1-fast-reasoning',
    capabilities: ['web_search', 'mcp'],
  }),
  row('azure_openai', 'Azure OpenAI', {
    endpointVariable: 'AZURE_OPENAI_ENDPOINT',
    keyVariables: ['AZURE_OPENAI_API_KEY'],
    defaultModel: 'gpt-4o',
    capabilities: ['web_search', 'code_execution', 'mcp'],
  }),
  row('chatcompletion', 'Chat Completions (any host)', {}),
  row('cerebras', 'Cerebras AI', {
    baseUrl: 'https://api.cerebras.ai/v1',
    keyVariables: ['CEREBRAS_API_KEY'],
    defaultModel: 'llama-3.3-70b',
  }),
  row('together', 'Together AI', {
    baseUrl: 'https://api.together.xyz/v1',
    keyVariables: ['TOGETHER_API_KEY'],
    defaultModel: 'Qwen/Qwen3-Coder-480B-A35B-Instruct-FP8',
  }),
  row('fireworks', 'Fireworks AI', {
    baseUrl: 'https://api.fireworks.ai/inference/v1',
    keyVariables: ['FIREWORKS_API_KEY'],
    defaultModel: 'accounts/fireworks/models/llama-v3p3-70b-instruct',
  }),
  row('groq', 'Groq', {
    baseUrl: 'https://api.groq.com/openai/v1',
    keyVariables: ['GROQ_API_KEY'],
    defaultModel: 'llama-3.3-70b-versatile',
  }),
  row('openrouter', 'OpenRouter', {
    baseUrl: 'https://openrouter.ai/api/v1',
    keyVariables: ['OPENROUTER_API_KEY'],
    capabilities: ['web_search', 'mcp'],
  }),
  row('moonshot', 'Kimi (Moonshot AI)', {
    baseUrl: 'https://api.moonshot.cn/v1',
    keyVariables: ['MOONSHOT_API_KEY', 'KIMI_API_KEY'],
    defaultModel: 'moonshot-v1-128k',
  }),
  row('nebius', 'Nebius AI Studio', {
    baseUrl: 'https://api.studio.nebius.ai/v1',
    keyVariables: ['NEBIUS_API_KEY'],
    defaultModel: 'Qwen/Qwen3-4B-fast',
  }),
  row('nvidia_nim', 'NVIDIA NIM', {
    baseUrl: 'https://integrate.api.nvidia.com/v1',
    keyVariables: ['NGC_API_KEY'],
  }),
  row('poe', 'POE', { baseUrl: 'https://api.poe.com/v1', keyVariables: ['POE_API_KEY'] }),
  row('qwen', 'Qwen', {
    baseUrl: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1',
    keyVariables: ['QWEN_API_KEY'],
    defaultModel: 'qwen-max',
  }),
  row('zai', 'Z.AI', {
    baseUrl: 'https://api.z.ai/api/paas/v4/',
    keyVariables: ['ZAI_API_KEY'],
    defaultModel: 'glm-4.5',
  }),
  row('lmstudio', 'LM Studio', { baseUrl: 'http://localhost:1234/v1', keyless: 'lm-studio' }),
  row('vllm', 'vLLM', { baseUrl: 'http://localhost:8000/v1', keyVariables: ['VLLM_API_KEY'], keyless: 'EMPTY' }),
  row('sglang', 'SGLang', { baseUrl: 'http://localhost:30000/v1', keyVariables: ['SGLANG_API_KEY'], keyless: 'EMPTY' }),
  row('inference', 'Local inference server', { baseUrl: 'http://localhost:8000/v1', keyless: 'EMPTY' }),
  row('claude_code', 'Claude Code', {
    api: null,
    reason: CLI_REASON,
    keyVariables: ['CLAUDE_CODE_API_KEY', 'ANTHROPIC_API_KEY'],
    keyless: '',
    defaultModel: 'claude-opus-4-5',
    capabilities: ['web_search', 'mcp'],
  }),
  row('codex', 'Codex', {
    api: null,
    reason: CLI_REASON,
    keyVariables: ['OPENAI_API_KEY'],
    keyless: '',
    defaultModel: 'gpt-5.4',
    capabilities: ['web_search', 'mcp'],
  }),
  row('gemini_cli', 'Gemini CLI', {
    api: null,
    reason: CLI_REASON,
    keyVariables: ['GOOGLE_API_KEY', 'GEMINI_API_KEY'],
    keyless: '',
    defaultModel: 'gemini-3-flash-preview',
    capabilities: ['web_search', 'mcp'],
  }),
  row('antigravity_cli', 'Antigravity CLI', {
    aliases: ['agy'],
    api: null,
    reason: CLI_REASON,
    keyless: '',
    takesModel: false,
    capabilities: ['web_search', 'mcp'],
  }),
  row('copilot', 'GitHub Copilot', {
    api: null,
    reason: CLI_REASON,
    keyVariables: ['GH_TOKEN', 'GITHUB_TOKEN'],
    keyless: '',
    defaultModel: 'gpt-5-mini',
    capabilities: ['web_search', 'mcp'],
  }),
  row('uitars', 'UI-TARS', {
    aliases: ['ui_tars'],
    api: null,
    reason: 'its model answers with screen actions only, so it can neither answer nor vote',
    endpointVariable: 'UI_TARS_ENDPOINT',
    keyVariables: ['UI_TARS_API_KEY'],
    defaultModel: 'ui-tars-1.5',
    capabilities: [],
  }),
  row('ag2', 'AG2', {
    aliases: ['autogen'],
    api: null,
    reason: 'it runs a Python framework, which needs a bridge that this version does not have',
    keyless: '',
    takesModel: false,
    capabilities: ['code_execution'],
  }),
] as const;

export type BackendType = (typeof BACKEND_TYPES)[number]['type'];
export type BackendTypeInfo = BackendTypeRow & { readonly type: BackendType };

const spelling = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');

const BY_NAME: ReadonlyMap<string, BackendTypeInfo> = new Map(
  BACKEND_TYPES.flatMap((info) =>
    [info.type, ...info.aliases, spelling(info.display)].map((name) => [name, info] as const),
  ),
);

/** The row of a type in its one spelling. */
export function backendType(type: BackendType): BackendTypeInfo {
  const info = BY_NAME.get(type);
  if (info === undefined) throw new Error(`no such backend type: ${type}`);
  return info;
}

/** The row for whatever a file says: any case, spaces or dashes, aliases, display names. */
export const findBackendType = (name: string): BackendTypeInfo | undefined =>
  BY_NAME.get(
    name
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_'),
  );
