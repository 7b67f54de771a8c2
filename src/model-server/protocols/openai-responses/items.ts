import { listOf, objectOf } from '../read-json.ts';
import { textOf } from '../script.ts';
import type { Part, Script, WireContext } from '../script.ts';

/** Whether the client asked to see the reasoning's summary, and to get its encrypted content. */
export const reasoningWishes = (context: WireContext): { summary: boolean; encrypted: boolean } => ({
  summary: typeof objectOf(context.body['reasoning'])['summary'] === 'string',
  encrypted: listOf(context.body['include']).includes('reasoning.encrypted_content'),
});

/** The output item that a part becomes at position `index`, complete or (`done` false) as it is when it begins. */
export function outputItem(
  script: Script,
  part: Part,
  index: number,
  context: WireContext,
  done: boolean,
): Record<string, unknown> {
  const status = done ? (script.finish === 'max_tokens' ? 'incomplete' : 'completed') : 'in_progress';
  switch (part.kind) {
    case 'thinking': {
      const wishes = reasoningWishes(context);
      const summary = done && wishes.summary ? [{ type: 'summary_text', text: textOf(part) }] : [];
      const encrypted = wishes.encrypted ? { encrypted_content: context.opaque(`reasoning ${index}`) } : {};
      return { id: itemId('rs', index, context), type: 'reasoning', content: [], ...encrypted, summary };
    }
    case 'text': {
      const last = !script.parts.slice(index + 1).some((later) => later.kind === 'call');
      return {
        id: itemId('msg', index, context),
        type: 'message',
        status,
        content: done ? [contentPart(script, textOf(part))] : [],
        phase: last ? 'final_answer' : 'commentary',
        role: 'assistant',
      };
    }
    case 'call':
      return {
        id: itemId('fc', index, context),
        type: 'function_call',
        status,
        arguments: done ? textOf(part) : '',
        call_id: `call_${context.hex(`call ${index}`, 24)}`,
        name: part.name,
      };
    default:
      return part satisfies never;
  }
}

export const itemId = (prefix: string, index: number, context: WireContext): string =>
  `${prefix}_${context.hex(`item ${index}`, 50)}`;

/** The one content part of a message item: text, or a refusal. */
export const contentPart = (script: Script, text: string): Record<string, unknown> =>
  script.finish === 'refusal'
    ? { type: 'refusal', refusal: text }
    : { type: 'output_text', annotations: [], logprobs: [], text };
