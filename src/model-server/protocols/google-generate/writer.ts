import { createEventList } from '../event-list.ts';
import { objectOf } from '../read-json.ts';
import { textOf } from '../script.ts';
import type { Part, Piece, Script, ScriptFinish, ScriptUsage, WireContext, WireError, Writer } from '../script.ts';

/** Gemini sends a few words at a time, not every token. */
const TOKENS_PER_CHUNK = 4;

/** Gemini's generateContent. Calls arrive whole; thoughts only where `includeThoughts` asks for them. */
export const googleWriter: Writer = {
  headers: () => ({ 'x-gemini-service-tier': 'standard' }),

  stream(script, context) {
    const list = createEventList();
    const marks = signatures(script, context);
    const sent = { answer: 0, thoughts: 0 };
    for (const part of script.parts) {
      if (part.kind === 'thinking' && !showsThoughts(context)) {
        list.hide(part.pieces);
        continue;
      }
      if (part.kind === 'call') {
        sent.answer += part.pieces.length;
        list.push(chunk(context, [wirePart(part, textOf(part), marks)], null, running(script, sent)), part.pieces);
        continue;
      }
      for (const pieces of grouped(part.pieces)) {
        sent[part.kind === 'text' ? 'answer' : 'thoughts'] += pieces.length;
        const text = pieces.map((piece) => piece.text).join('');
        list.push(chunk(context, [wirePart(part, text, undefined)], null, running(script, sent)), pieces);
      }
    }
    const last = { text: '', ...(marks.last === undefined ? {} : { thoughtSignature: marks.last }) };
    list.push(chunk(context, [last], FINISH[script.finish], usageMetadata(script.usage)), []);
    return list.events;
  },

  whole(script, context) {
    const marks = signatures(script, context);
    const parts = script.parts
      .filter((part) => part.kind !== 'thinking' || showsThoughts(context))
      .map((part) => wirePart(part, textOf(part), marks));
    return body(context, parts, FINISH[script.finish], usageMetadata(script.usage));
  },

  errorBody: (error) => ({ error: errorFields(error) }),
  errorEvents: (error) => [`data: ${JSON.stringify({ error: errorFields(error) })}\r\n\r\n`],
  brokenEvent: 'data: {"candidates": [{\r\n\r\n',
  textEvent: (text, context) => chunk(context, [{ text }], null, {}),
};

const FINISH = {
  end: 'STOP',
  max_tokens: 'MAX_TOKENS',
  content_filter: 'SAFETY',
  refusal: 'PROHIBITED_CONTENT',
} as const satisfies Record<ScriptFinish, string>;

/** Where signatures go: on the first call of the step, else on the last (empty) text part. */
interface Signatures {
  readonly firstCall: Part | undefined;
  readonly onCall: string;
  readonly last: string | undefined;
  /** The calls' ids; models before Gemini 3 have none. */
  readonly ids: ReadonlyMap<Part, { readonly id: string }>;
}

function signatures(script: Script, context: WireContext): Signatures {
  const firstCall = script.parts.find((part) => part.kind === 'call');
  const thought = script.parts.some((part) => part.kind === 'thinking');
  const last = firstCall === undefined && thought ? context.opaque('last part') : undefined;
  const calls = /^gemini-[12]\b/.test(context.model) ? [] : script.parts.filter((part) => part.kind === 'call');
  const ids = new Map(
    calls.map((part, index): [Part, { id: string }] => [part, { id: context.hex(`call ${index}`, 8) }]),
  );
  return { firstCall, onCall: context.opaque('first call'), last, ids };
}

function wirePart(part: Part, text: string, marks: Signatures | undefined): object {
  if (part.kind === 'thinking') return { text, thought: true };
  if (part.kind === 'text') return { text, ...(marks?.last === undefined ? {} : { thoughtSignature: marks.last }) };
  const functionCall = { name: part.name, args: parsedOrRaw(text), ...marks?.ids.get(part) };
  return { functionCall, ...(marks?.firstCall === part ? { thoughtSignature: marks.onCall } : {}) };
}

// Gemini parses arguments itself, so text that is no JSON can only arrive as a value of the wrong type.
function parsedOrRaw(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const showsThoughts = (context: WireContext): boolean =>
  objectOf(objectOf(context.body['generationConfig'])['thinkingConfig'])['includeThoughts'] === true;

function grouped(pieces: readonly Piece[]): readonly Piece[][] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const group = groups.at(-1);
    if (group === undefined || group.length >= TOKENS_PER_CHUNK || piece.pauseMs > 0) groups.push([piece]);
    else group.push(piece);
  }
  return groups;
}

const body = (context: WireContext, parts: object[], finish: string | null, usage: object): object => ({
  candidates: [{ content: { parts, role: 'model' }, ...(finish === null ? {} : { finishReason: finish }), index: 0 }],
  usageMetadata: usage,
  modelVersion: context.model,
  responseId: context.hex('response', 22),
});

const chunk = (context: WireContext, parts: object[], finish: string | null, usage: object): string =>
  `data: ${JSON.stringify(body(context, parts, finish, usage))}\r\n\r\n`;

/** The totals so far, as every chunk carries them; Gemini counts thoughts apart from the answer. */
function running(script: Script, sent: { answer: number; thoughts: number }): object {
  const answer = script.usage.output - script.usage.reasoning;
  const output = Math.min(sent.answer, answer);
  const reasoning = Math.min(sent.thoughts, script.usage.reasoning);
  return usageMetadata({ ...script.usage, output: output + reasoning, reasoning });
}

const usageMetadata = (usage: ScriptUsage): object => ({
  promptTokenCount: usage.input,
  ...(usage.cacheRead > 0 ? { cachedContentTokenCount: usage.cacheRead } : {}),
  candidatesTokenCount: usage.output - usage.reasoning,
  totalTokenCount: usage.input + usage.output,
  promptTokensDetails: [{ modality: 'TEXT', tokenCount: usage.input }],
  ...(usage.reasoning > 0 ? { thoughtsTokenCount: usage.reasoning } : {}),
  serviceTier: 'standard',
});

const ERRORS: Readonly<Record<number, readonly [status: string, message: string]>> = {
  400: ['INVALID_ARGUMENT', 'Request contains an invalid argument.'],
  401: ['UNAUTHENTICATED', 'Request had invalid authentication credentials.'],
  403: ['PERMISSION_DENIED', 'The caller does not have permission.'],
  404: ['NOT_FOUND', 'The model is not found for API version v1.'],
  429: ['RESOURCE_EXHAUSTED', 'Resource has been exhausted (e.g. check quota).'],
  500: ['INTERNAL', 'An internal error has occurred.'],
  503: ['UNAVAILABLE', 'The model is overloaded. Please try again later.'],
};

function errorFields(error: WireError): object {
  const [status, message] = ERRORS[error.status] ?? ['UNAVAILABLE', 'The service is currently unavailable.'];
  return { code: error.status, message: error.message ?? message, status: error.code ?? status };
}
