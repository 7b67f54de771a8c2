import type { FinishReason } from '../../runtime/ports/model.ts';
import type { Usage } from '../../coordination/usage.ts';
import { UNKNOWN_USAGE } from '../../coordination/usage.ts';
import type { Decoder, Ending, Progress } from '../shared/decoder.ts';
import { NO_TERMINAL_EVENT } from '../shared/decoder.ts';
import type { FailureFacts } from '../shared/failure-facts.ts';
import { bareFacts, factsOfBody } from '../shared/failure-facts.ts';
import type { JsonObject } from '../shared/json.ts';
import { countsOf, isObject, listOf, objectOf, someText, textOf, wordTable } from '../shared/json.ts';
import type { WholeCall } from './call-assembler.ts';
import { createCallAssembler } from './call-assembler.ts';
import { generateUsage } from './usage.ts';

const FINISH = wordTable<FinishReason>({
  STOP: 'end',
  FUNCTION_CALL: 'tool_calls',
  MAX_TOKENS: 'max_tokens',
  SAFETY: 'content_filter',
  RECITATION: 'content_filter',
  LANGUAGE: 'content_filter',
  BLOCKLIST: 'content_filter',
  PROHIBITED_CONTENT: 'content_filter',
  SPII: 'content_filter',
  IMAGE_SAFETY: 'content_filter',
  IMAGE_PROHIBITED_CONTENT: 'content_filter',
  IMAGE_RECITATION: 'content_filter',
  CONTINUATION: 'pause',
});

const DETAIL_LIMIT = 400;

const serverTool = (kind: string, phase: string, detail: string): Progress => ({
  type: 'server_tool',
  kind,
  phase,
  detail: detail.slice(0, DETAIL_LIMIT),
});

/** A plain piece of text or thought, which may be joined with its neighbour; a signed one may not. */
const isPlain = (part: JsonObject): boolean =>
  Object.keys(part).every((key) => key === 'text' || key === 'thought') && typeof part['text'] === 'string';

/** Keeps the parts of a turn to be sent back: as they came, but for plain texts, which grow together. */
function keep(parts: JsonObject[], part: JsonObject): void {
  if (part['text'] === '' && part['thoughtSignature'] === undefined) return;
  const last = parts.at(-1);
  if (last !== undefined && isPlain(last) && isPlain(part) && last['thought'] === part['thought']) {
    parts[parts.length - 1] = { ...last, text: textOf(last['text']) + textOf(part['text']) };
  } else {
    parts.push(part);
  }
}

function partsOfServer(part: JsonObject): readonly Progress[] {
  if (isObject(part['executableCode'])) {
    return [serverTool('code_execution', 'running', textOf(part['executableCode']['code']))];
  }
  if (isObject(part['codeExecutionResult'])) {
    return [serverTool('code_execution', 'done', textOf(part['codeExecutionResult']['output']))];
  }
  if (isObject(part['toolCall'])) return [serverTool(textOf(part['toolCall']['toolType']), 'running', '')];
  if (isObject(part['toolResponse'])) return [serverTool(textOf(part['toolResponse']['toolType']), 'done', '')];
  return [];
}

/** What a search was for. The provider's own HTML for it is never shown. */
function grounding(candidate: JsonObject): readonly Progress[] {
  const metadata = objectOf(candidate['groundingMetadata']);
  const queries = listOf(metadata['webSearchQueries']).filter((query) => typeof query === 'string');
  return queries.length === 0 ? [] : [serverTool('web_search', 'done', queries.join(', '))];
}

/** Chunks of generateContent to parts. A whole response (a host that does not stream) is one chunk. */
export function createGenerateDecoder(options: { readonly model: string; readonly fallbackId: string }): Decoder {
  const assembler = createCallAssembler(options.fallbackId);
  const calls: WholeCall[] = [];
  const kept: JsonObject[] = [];
  let text = '';
  let reasoning = '';
  let finish = '';
  let finishMessage = '';
  let blocked: string | null = null;
  let rawUsage: JsonObject | null = null;
  let failure: FailureFacts | null = null;

  function pushPart(part: JsonObject): readonly Progress[] {
    if (isObject(part['functionCall'])) {
      const done = assembler.push(part);
      if (done === null) return [];
      calls.push(done);
      kept.push(done.part);
      return [{ type: 'tool_args', callId: done.call.id, name: done.call.name, text: done.call.argsText }];
    }
    keep(kept, part);
    const said = textOf(part['text']);
    if (said === '') return partsOfServer(part);
    if (part['thought'] === true) {
      reasoning += said;
      return [{ type: 'reasoning', text: said }];
    }
    text += said;
    return [{ type: 'text', text: said }];
  }

  function push(event: unknown): readonly Progress[] {
    const chunk = objectOf(event);
    rawUsage = countsOf(chunk['usageMetadata']) ?? rawUsage;
    // The library throws only those that have a status as their code.
    if (isObject(chunk['error'])) failure = factsOfBody('in_stream', null, chunk);
    blocked = someText(objectOf(chunk['promptFeedback'])['blockReason']) ?? blocked;
    const candidate = objectOf(listOf(chunk['candidates']).find((entry) => (objectOf(entry)['index'] ?? 0) === 0));
    const parts = listOf(objectOf(candidate['content'])['parts']).flatMap((part) => pushPart(objectOf(part)));
    finish = someText(candidate['finishReason']) ?? finish;
    finishMessage = someText(candidate['finishMessage']) ?? finishMessage;
    return [...parts, ...grounding(candidate)];
  }

  function reasonOfEnd(): FinishReason {
    if (finish === '') return 'content_filter';
    const known = FINISH.get(finish) ?? 'other';
    // The word for a call is STOP as well.
    return known === 'end' && calls.length > 0 ? 'tool_calls' : known;
  }

  function refusal(): string | null {
    if (finish === '') return `the prompt was blocked: ${blocked}`;
    if (FINISH.get(finish) !== 'content_filter') return null;
    return finishMessage === '' ? `the answer was stopped: ${finish}` : finishMessage;
  }

  const counted = (): Usage | null => (rawUsage === null ? null : generateUsage(rawUsage));

  function end(): Ending {
    if (failure !== null) return { kind: 'failed', facts: failure };
    if (finish === '' && blocked === null) return { kind: 'failed', facts: bareFacts('cut_off', NO_TERMINAL_EVENT) };
    return {
      kind: 'finished',
      message: {
        finish: reasonOfEnd(),
        rawFinish: finish,
        usage: counted() ?? UNKNOWN_USAGE,
        rawUsage,
        refusal: refusal(),
        turn: {
          text,
          reasoning: reasoning === '' ? null : reasoning,
          calls: calls.map(({ call }) => call),
          raw: { family: 'google-generate', model: options.model, items: kept },
        },
      },
    };
  }

  return {
    push,
    state: () => (finish === '' && blocked === null && failure === null ? 'open' : 'told'),
    usage: counted,
    end,
  };
}
