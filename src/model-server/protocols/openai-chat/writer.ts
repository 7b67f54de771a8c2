import { createEventList } from '../event-list.ts';
import { openaiErrorBody, openaiErrorFields } from '../openai-errors.ts';
import { objectOf } from '../read-json.ts';
import { textOf } from '../script.ts';
import type { CallPart, Script, ScriptUsage, WireContext, Writer } from '../script.ts';

/**
 * Chat Completions. OpenAI's own models keep their reasoning to themselves; any other model gets it as
 * `reasoning_content`, as DeepSeek, xAI and local servers do.
 */
export const chatWriter: Writer = {
  headers: (context) => ({
    'openai-processing-ms': '1',
    'openai-version': '2020-10-01',
    'x-request-id': `req_${context.hex('request', 32)}`,
  }),

  stream(script, context) {
    const list = createEventList();
    const wantsUsage = objectOf(context.body['stream_options'])['include_usage'] === true;
    const delta = (fields: object, finish: string | null = null): string =>
      chunk(context, [{ index: 0, delta: fields, logprobs: null, finish_reason: finish }], null);
    const textKey = script.finish === 'refusal' ? 'refusal' : 'content';

    list.push(delta({ role: 'assistant', content: script.parts[0]?.kind === 'text' ? '' : null, refusal: null }));
    let calls = 0;
    for (const [position, part] of script.parts.entries()) {
      if (part.kind === 'thinking') {
        if (!showsReasoning(context)) list.hide(part.pieces);
        else for (const piece of part.pieces) list.push(delta({ reasoning_content: piece.text }), [piece]);
      } else if (part.kind === 'text') {
        for (const piece of part.pieces) list.push(delta({ [textKey]: piece.text }), [piece]);
      } else {
        const index = calls++;
        const opening = { index, ...toolCall(part, position, context, '') };
        list.push(delta({ tool_calls: [opening] }), []);
        for (const piece of part.pieces) {
          list.push(delta({ tool_calls: [{ index, function: { arguments: piece.text } }] }), [piece]);
        }
      }
    }
    list.push(delta({}, finishReason(script)), []);
    if (wantsUsage) list.push(chunk(context, [], chatUsage(script.usage)));
    list.push('data: [DONE]\n\n');
    return list.events;
  },

  whole(script, context) {
    const refused = script.finish === 'refusal';
    const text = joined(script, 'text');
    const calls = script.parts.flatMap((part, position) =>
      part.kind === 'call' ? [toolCall(part, position, context, textOf(part))] : [],
    );
    const reasoning = showsReasoning(context) ? joined(script, 'thinking') : '';
    const message = {
      role: 'assistant',
      content: refused || text === '' ? null : text,
      refusal: refused ? text : null,
      annotations: [],
      ...(reasoning === '' ? {} : { reasoning_content: reasoning }),
      ...(calls.length === 0 ? {} : { tool_calls: calls }),
    };
    return {
      ...envelope(context, 'chat.completion'),
      choices: [{ index: 0, message, logprobs: null, finish_reason: finishReason(script) }],
      usage: chatUsage(script.usage),
    };
  },

  errorBody: openaiErrorBody,
  errorEvents(error) {
    const { type, code, message } = openaiErrorFields(error);
    return [`data: ${JSON.stringify({ error: { message, type, param: null, code } })}\n\n`];
  },
  brokenEvent: 'data: {"id": "chatcmpl\n\n',
  textEvent: (text, context) =>
    chunk(context, [{ index: 0, delta: { content: text }, logprobs: null, finish_reason: null }], null),
};

const envelope = (context: WireContext, object: string): object => ({
  id: `chatcmpl-${context.hex('completion', 29)}`,
  object,
  created: context.createdAt,
  model: context.model,
  service_tier: 'default',
  system_fingerprint: null,
});

const chunk = (context: WireContext, choices: unknown[], usage: unknown): string =>
  `data: ${JSON.stringify({ ...envelope(context, 'chat.completion.chunk'), choices, usage })}\n\n`;

const toolCall = (part: CallPart, position: number, context: WireContext, args: string): object => ({
  id: `call_${context.hex(`call ${position}`, 24)}`,
  type: 'function',
  function: { name: part.name, arguments: args },
});

const joined = (script: Script, kind: 'text' | 'thinking'): string =>
  script.parts
    .filter((part) => part.kind === kind)
    .map(textOf)
    .join('');

const showsReasoning = (context: WireContext): boolean => !/^(gpt-|chatgpt-|o\d)/.test(context.model);

function finishReason(script: Script): string {
  if (script.finish === 'max_tokens') return 'length';
  if (script.finish === 'content_filter') return 'content_filter';
  return script.parts.some((part) => part.kind === 'call') ? 'tool_calls' : 'stop';
}

const chatUsage = (usage: ScriptUsage): unknown => ({
  prompt_tokens: usage.input,
  completion_tokens: usage.output,
  total_tokens: usage.input + usage.output,
  prompt_tokens_details: { cached_tokens: usage.cacheRead, audio_tokens: 0 },
  completion_tokens_details: {
    reasoning_tokens: usage.reasoning,
    audio_tokens: 0,
    accepted_prediction_tokens: 0,
    rejected_prediction_tokens: 0,
  },
});
