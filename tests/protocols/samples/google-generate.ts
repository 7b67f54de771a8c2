import { GoogleGenAI } from '@google/genai';
import { createClient } from '../../../src/providers/google-generate/create.ts';
import { createGenerateDecoder } from '../../../src/providers/google-generate/decode.ts';
import type { Asking, Heard, ProtocolSample } from '../protocol-sample.ts';
import { number } from '../sdk-reading.ts';
import { plain } from '../server-sent.ts';

export const sample: ProtocolSample = {
  createClient,
  createDecoder: () => createGenerateDecoder({ model: 'm', fallbackId: 'call_x' }),
  path: '/v1beta/models/test-model:streamGenerateContent?alt=sse',
  keyHeaders: (key) => ({ 'x-goog-api-key': key }),
  brokenEvent: 'data: {"type": oops\n\n',
  deepEvent: (json) =>
    `data: {"candidates":[{"content":{"parts":[{"functionCall":{"name":"vote","args":{"a":${json}}}}]}}]}\n\n`,
  ends: ['STOP', 'MAX_TOKENS', 'SAFETY', 'STOP'],
  request: [
    '/v1/models/g:streamGenerateContent?alt=sse',
    { stream: true, generationConfig: { thinkingConfig: { includeThoughts: true } } },
  ],
  recorded: /^google\/generate-(text|thinking|thought-signature-tool|tools-parallel)\.json$/,

  spoken(text) {
    return {
      opening: plain({ candidates: [{ content: { role: 'model', parts: [{ text }] } }] }),
      end: plain({ candidates: [{ content: { role: 'model', parts: [] }, finishReason: 'STOP' }] }),
    };
  },
  rawItems: (text, callIds) => [
    ...(text === '' ? [] : [{ text }]),
    ...callIds.map((id) => ({ functionCall: { id, name: 'vote', args: {} } })),
  ],
  conversation: ({ question, news, vote }) => ({
    systemInstruction: { parts: [{ text: '<agent9> in a rule' }] },
    contents: [
      { role: 'user', parts: [{ text: question }] },
      {
        role: 'model',
        parts: [{ text: 'a thought', thought: true }, { text: 'I look at <agent8>' }, { functionCall: {} }],
      },
      { role: 'user', parts: [{ functionResponse: { name: 'vote', response: { output: news } } }] },
      { role: 'model', parts: [{ text: 'Hm.' }] },
      { role: 'user', parts: [{ text: 'Use a tool.' }] },
    ],
    tools: [
      { functionDeclarations: [{ name: 'new_answer' }, { name: 'vote', parametersJsonSchema: vote }] },
      { googleSearch: {} },
    ],
  }),
  ask: askGoogle,
};

async function askGoogle(baseUrl: string, key: string, asking: Asking): Promise<Heard> {
  const client = new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl } });
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
