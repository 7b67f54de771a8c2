import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';
import { startModelServer } from '../../src/model-server/model-server.ts';
import type { ModelServer } from '../../src/model-server/model-server.ts';
import type { Scenario } from '../../src/model-server/scenario/scenario.ts';
import type { Clock } from '../../src/runtime/ports/clock.ts';
import { WIRE_FAMILIES } from '../../src/runtime/ports/model.ts';
import type { WireFamily } from '../../src/runtime/ports/model.ts';

/** What an official SDK made of one message. */
export interface Heard {
  readonly thinking: string;
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly input: unknown }[];
  readonly finish: string;
  /** Whole input, cached part, whole output, reasoning part: converted to one meaning. */
  readonly usage: readonly [input: number, cached: number, output: number, reasoning: number];
}

export interface Asking {
  readonly tools?: readonly { readonly name: string; readonly parameters: Record<string, unknown> }[];
  readonly prompt?: string;
  readonly agentId?: string;
  readonly stream?: boolean;
  readonly signal?: AbortSignal;
}

export const families = WIRE_FAMILIES;
export const serve = (
  scenario: Scenario,
  agentIds: readonly string[] = ['a', 'b'],
  options: { readonly clock?: Clock } = {},
): Promise<ModelServer> => startModelServer({ scenario, agentIds, ...options }, new AbortController().signal);

export const KEY = 'sk-test-0123456789abcdef0123';

/** Asks the server through the SDK of `family`, with everything switched on that makes thinking visible. */
export async function ask(server: ModelServer, family: WireFamily, asking: Asking = {}): Promise<Heard> {
  const ready = { prompt: 'Hello?', agentId: 'a', tools: [], stream: true, ...asking };
  const baseURL = server.agentBaseUrl(ready.agentId, family);
  const signal = ready.signal === undefined ? {} : { signal: ready.signal };
  switch (family) {
    case 'openai-responses': {
      const request = {
        model: 'gpt-5.2',
        input: ready.prompt,
        reasoning: { effort: 'low', summary: 'auto' },
        include: ['reasoning.encrypted_content'],
        tools: ready.tools.map((tool) => ({ type: 'function', strict: false, ...tool })),
      } satisfies OpenAI.Responses.ResponseCreateParams;
      const { responses } = openai(baseURL);
      if (!ready.stream) return fromResponse(await responses.create(request, signal));
      let end: OpenAI.Responses.Response | undefined;
      let seen = '';
      for await (const event of await responses.create({ ...request, stream: true }, signal)) {
        if (event.type === 'response.output_text.delta') seen += event.delta;
        if (event.type === 'response.completed' || event.type === 'response.incomplete') end = event.response;
      }
      const heard = fromResponse(end);
      return { ...heard, text: heard.text === seen ? seen : `deltas differ: ${seen}` };
    }
    case 'openai-chat': {
      const request = {
        model: 'deepseek-chat',
        messages: [{ role: 'user', content: ready.prompt }],
        tools: ready.tools.map((tool) => ({ type: 'function', function: tool })),
      } satisfies OpenAI.ChatCompletionCreateParams;
      const { completions } = openai(baseURL).chat;
      if (!ready.stream) return fromCompletion(await completions.create(request, signal));
      let thinking = '';
      const stream = completions.stream({ ...request, stream_options: { include_usage: true } }, signal);
      for await (const chunk of stream) {
        const delta = chunk.choices[0]?.delta as { reasoning_content?: string } | undefined;
        thinking += delta?.reasoning_content ?? '';
      }
      return { ...fromCompletion(await stream.finalChatCompletion()), thinking };
    }
    case 'anthropic-messages': {
      const client = new Anthropic({ apiKey: KEY, baseURL, maxRetries: 0, logLevel: 'off' });
      const request = {
        model: 'claude-haiku-4-5',
        max_tokens: 4000,
        thinking: { type: 'enabled', budget_tokens: 2000 },
        messages: [{ role: 'user', content: ready.prompt }],
        tools: ready.tools.map(({ name, parameters }) => ({ name, input_schema: { type: 'object', ...parameters } })),
      } satisfies Anthropic.MessageCreateParams;
      if (!ready.stream) return fromMessage(await client.messages.create(request, signal));
      return fromMessage(await client.messages.stream(request, signal).finalMessage());
    }
    case 'google-generate':
      return askGoogle(baseURL, ready);
  }
}

const openai = (baseURL: string): OpenAI => new OpenAI({ apiKey: KEY, baseURL, maxRetries: 0, logLevel: 'off' });

const number = (value: number | null | undefined): number => value ?? -1;

function fromResponse(response: OpenAI.Responses.Response | undefined): Heard {
  const usage = response?.usage;
  const output = response?.output ?? [];
  return {
    thinking: output
      .flatMap((item) => (item.type === 'reasoning' ? item.summary.map((part) => part.text) : []))
      .join(''),
    text: output
      .flatMap((item) => (item.type === 'message' ? item.content : []))
      .map((part) => (part.type === 'output_text' ? part.text : ''))
      .join(''),
    calls: output.flatMap((item) =>
      item.type === 'function_call' ? [{ name: item.name, input: JSON.parse(item.arguments) as unknown }] : [],
    ),
    finish: response?.incomplete_details?.reason ?? response?.status ?? 'no terminal event',
    usage: [
      number(usage?.input_tokens),
      number(usage?.input_tokens_details.cached_tokens),
      number(usage?.output_tokens),
      number(usage?.output_tokens_details.reasoning_tokens),
    ],
  };
}

function fromCompletion(completion: OpenAI.ChatCompletion): Heard {
  const [choice] = completion.choices;
  const { usage } = completion;
  const message: (OpenAI.ChatCompletionMessage & { reasoning_content?: string }) | undefined = choice?.message;
  return {
    thinking: message?.reasoning_content ?? '',
    text: message?.content ?? '',
    calls: (message?.tool_calls ?? []).flatMap((made) =>
      made.type === 'function'
        ? [{ name: made.function.name, input: JSON.parse(made.function.arguments) as unknown }]
        : [],
    ),
    finish: choice?.finish_reason ?? 'none',
    usage: [
      number(usage?.prompt_tokens),
      number(usage?.prompt_tokens_details?.cached_tokens),
      number(usage?.completion_tokens),
      number(usage?.completion_tokens_details?.reasoning_tokens),
    ],
  };
}

function fromMessage(message: Anthropic.Message): Heard {
  const { usage } = message;
  const cached = number(usage.cache_read_input_tokens);
  return {
    thinking: message.content.map((block) => (block.type === 'thinking' ? block.thinking : '')).join(''),
    text: message.content.map((block) => (block.type === 'text' ? block.text : '')).join(''),
    calls: message.content.flatMap((block) =>
      block.type === 'tool_use' ? [{ name: block.name, input: block.input }] : [],
    ),
    finish: message.stop_reason ?? 'none',
    usage: [
      usage.input_tokens + cached + number(usage.cache_creation_input_tokens),
      cached,
      usage.output_tokens,
      number(usage.output_tokens_details?.thinking_tokens),
    ],
  };
}

async function askGoogle(baseUrl: string, asking: Required<Omit<Asking, 'signal'>> & Asking): Promise<Heard> {
  const client = new GoogleGenAI({ apiKey: KEY, httpOptions: { baseUrl } });
  const request = {
    model: 'gemini-3-flash-preview',
    contents: asking.prompt,
    config: {
      ...(asking.signal === undefined ? {} : { abortSignal: asking.signal }),
      thinkingConfig: { includeThoughts: true },
      tools: [
        {
          functionDeclarations: asking.tools.map(({ name, parameters }) => ({
            name,
            parametersJsonSchema: parameters,
          })),
        },
      ],
    },
  };
  const chunks = asking.stream
    ? await Array.fromAsync(await client.models.generateContentStream(request))
    : [await client.models.generateContent(request)];
  const parts = chunks.flatMap((chunk) => chunk.candidates?.[0]?.content?.parts ?? []);
  const usage = chunks.at(-1)?.usageMetadata;
  const thoughts = usage?.thoughtsTokenCount ?? 0;
  return {
    thinking: parts.map((part) => (part.thought === true ? (part.text ?? '') : '')).join(''),
    text: parts.map((part) => (part.thought === true ? '' : (part.text ?? ''))).join(''),
    calls: parts.flatMap(({ functionCall: made }) =>
      made === undefined ? [] : [{ name: made.name ?? '', input: made.args }],
    ),
    finish: chunks.at(-1)?.candidates?.[0]?.finishReason ?? 'none',
    usage: [
      number(usage?.promptTokenCount),
      usage?.cachedContentTokenCount ?? 0,
      number(usage?.candidatesTokenCount) + thoughts,
      thoughts,
    ],
  };
}
