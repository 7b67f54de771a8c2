import { findBackendType } from '../config/backend-types.ts';
import { wordTable } from './shared/json.ts';

/**
 * How a host differs from the protocol it speaks. A host without a row gets the defaults, so a new one needs its line in
 * the list of backend types and, only if it has a quirk, one here.
 */
export interface HostQuirks {
  /** For people: the name in the list of backend types. */
  readonly display: string;
  /** Chat: false where `stream_options` is refused. Default true. */
  readonly streamOptions: boolean;
  /** Chat: the name of the output limit. `by_model`: `max_completion_tokens` for OpenAI's reasoning models. */
  readonly maxTokensKey: 'max_tokens' | 'max_completion_tokens' | 'by_model';
  /** How `reasoning: {effort, …}` of the configuration is sent. Chat: `drop` sends nothing. */
  readonly reasoning: 'effort' | 'object' | 'drop';
  /** Chat: fields of an assistant message with tool calls that the host wants back; it gets no others. */
  readonly echoReasoning: readonly ('reasoning_content' | 'reasoning' | 'reasoning_details')[];
  /** Chat: `<think>…</think>` at the start of the text is reasoning. */
  readonly inlineThink: boolean;
  /** Takes `prompt_cache_key`. */
  readonly promptCacheKey: boolean;
  /** Responses: models that hand out their reasoning encrypted; others refuse to be asked. Null: none. */
  readonly encryptedReasoning: RegExp | null;
  /** What `enable_web_search` becomes. */
  readonly webSearch: 'none' | 'openai_tool' | 'openrouter_plugin' | 'xai_parameters';
  /** Parameters the host refuses, for models whose name matches. */
  readonly refuses: readonly { readonly parameter: string; readonly models: RegExp; readonly why: string }[];
  /** Azure's addresses and key header. */
  readonly transport: 'plain' | 'azure';
  /** Longest silence inside a stream. Hosts that think without a sign of life need more than the default. */
  readonly idleTimeoutMs: number;
  /** Sent along with every request of this host. */
  readonly body: Readonly<Record<string, unknown>>;
}

const DEFAULTS: HostQuirks = {
  display: 'Chat Completions host',
  streamOptions: true,
  maxTokensKey: 'max_tokens',
  reasoning: 'effort',
  echoReasoning: [],
  inlineThink: false,
  promptCacheKey: false,
  encryptedReasoning: null,
  webSearch: 'none',
  refuses: [],
  transport: 'plain',
  idleTimeoutMs: 60_000,
  body: {},
};

const THINKS_SILENTLY_MS = 300_000;

const OPENAI: Partial<HostQuirks> = {
  maxTokensKey: 'by_model',
  promptCacheKey: true,
  encryptedReasoning: /^(?:o\d|codex|gpt-(?:[5-9]|\d{2})(?!.*chat))/,
  webSearch: 'openai_tool',
  idleTimeoutMs: THINKS_SILENTLY_MS,
};

const XAI_REASONING = /^grok-(?:4(?!.*non-reasoning)|3-mini|code)/;
/** All but those whose effort can be set; unknown names are left alone. */
const XAI_FIXED_EFFORT = /^grok-(?:[234]|code)(?!.*(?:mini|multi-agent))/;
const XAI: Partial<HostQuirks> = {
  echoReasoning: ['reasoning_content'],
  encryptedReasoning: XAI_REASONING,
  webSearch: 'xai_parameters',
  idleTimeoutMs: THINKS_SILENTLY_MS,
  refuses: [
    ...['presence_penalty', 'frequency_penalty', 'stop'].map((parameter) => ({
      parameter,
      models: XAI_REASONING,
      why: 'xAI refuses it for reasoning models',
    })),
    ...['reasoning', 'reasoning_effort'].map((parameter) => ({
      parameter,
      models: XAI_FIXED_EFFORT,
      why: 'xAI refuses it for all but the mini models',
    })),
  ],
};

/** The first load of a model, or a long prompt on a small machine, takes minutes before the first token. */
const LOCAL: Partial<HostQuirks> = { reasoning: 'drop', inlineThink: true, idleTimeoutMs: THINKS_SILENTLY_MS };

/** By `backend.type`; the type wins over the address. */
const BY_TYPE: Readonly<Record<string, Partial<HostQuirks>>> = {
  openai: OPENAI,
  claude: {
    refuses: ['temperature', 'top_p', 'top_k'].map((parameter) => ({
      parameter,
      models: /./,
      why: 'the Messages API of this version refuses it; set anthropic_version: "2023-06-01" to send it',
    })),
  },
  gemini: { idleTimeoutMs: THINKS_SILENTLY_MS },
  grok: XAI,
  azure_openai: { ...OPENAI, transport: 'azure', webSearch: 'none' },
  cerebras: { maxTokensKey: 'max_completion_tokens' },
  together: { reasoning: 'drop' },
  openrouter: {
    reasoning: 'object',
    echoReasoning: ['reasoning_details'],
    webSearch: 'openrouter_plugin',
    body: { usage: { include: true } },
  },
  moonshot: { reasoning: 'drop', echoReasoning: ['reasoning_content'] },
  nebius: { reasoning: 'drop' },
  nvidia_nim: { reasoning: 'drop' },
  poe: { reasoning: 'drop' },
  qwen: { reasoning: 'drop' },
  zai: { reasoning: 'drop', echoReasoning: ['reasoning_content'] },
  lmstudio: LOCAL,
  vllm: LOCAL,
  sglang: LOCAL,
  inference: LOCAL,
  deepseek: { display: 'DeepSeek', reasoning: 'drop', echoReasoning: ['reasoning_content'] },
  mistral: { display: 'Mistral', reasoning: 'drop' },
};

/** By host name, for `chatcompletion`; a label-wise suffix. */
const BY_HOST = wordTable<string>({
  'openai.com': 'openai',
  'openai.azure.com': 'azure_openai',
  'services.ai.azure.com': 'azure_openai',
  'cognitiveservices.azure.com': 'azure_openai',
  'x.ai': 'grok',
  'cerebras.ai': 'cerebras',
  'together.xyz': 'together',
  'together.ai': 'together',
  'fireworks.ai': 'fireworks',
  'groq.com': 'groq',
  'nebius.com': 'nebius',
  'nebius.ai': 'nebius',
  'openrouter.ai': 'openrouter',
  'z.ai': 'zai',
  'bigmodel.cn': 'zai',
  'moonshot.ai': 'moonshot',
  'moonshot.cn': 'moonshot',
  'poe.com': 'poe',
  'aliyuncs.com': 'qwen',
  'deepseek.com': 'deepseek',
  'mistral.ai': 'mistral',
  'nvidia.com': 'nvidia_nim',
});

function hostName(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).hostname.toLowerCase() : '';
}

/** The row a host name belongs to: `api.groq.com` to `groq.com`, `evilgroq.com` to none. */
function rowOfHost(host: string): string | undefined {
  const labels = host.split('.');
  for (let first = 0; first < labels.length; first += 1) {
    const found = BY_HOST.get(labels.slice(first).join('.'));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where a backend goes whose type and configuration name no address. */
export const HOME_OF_CHAT = 'https://api.openai.com/v1';

/** The type whose habits and prices a backend has; undefined for an unknown host. */
export function typeOfHost(backendType: string, baseUrl: string | null): string | undefined {
  const isHost = backendType !== 'chatcompletion' && findBackendType(backendType) !== undefined;
  return isHost ? backendType : rowOfHost(baseUrl === null ? '' : hostName(baseUrl));
}

/** The quirks of a backend. An address on a machine's own or a private network is a local server. */
export function hostQuirks(backendType: string, baseUrl: string | null): HostQuirks {
  const host = baseUrl === null ? '' : hostName(baseUrl);
  const name = typeOfHost(backendType, baseUrl);
  if (name !== undefined) {
    const display = findBackendType(name)?.display ?? DEFAULTS.display;
    return { ...DEFAULTS, display, ...(Object.hasOwn(BY_TYPE, name) ? BY_TYPE[name] : {}) };
  }
  const local = host === 'localhost' || /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[)/.test(host);
  return { ...DEFAULTS, ...(local ? LOCAL : {}) };
}

/** Parameters of a configuration that this host will not be sent, each with the reason: told once, before a run. */
export function refusedParameters(
  quirks: HostQuirks,
  params: Readonly<Record<string, unknown>>,
  model: string,
): readonly { readonly parameter: string; readonly why: string }[] {
  if (params['anthropic_version'] !== undefined) return [];
  return quirks.refuses.filter(({ parameter, models }) => (params[parameter] ?? null) !== null && models.test(model));
}
