import type { Part, Piece, Script, ScriptUsage, WireContext } from '../../../src/model-server/protocols/script.ts';

/** A context whose ids are their own salts, so that expected bytes can be read. */
export const contextOf = (body: Readonly<Record<string, unknown>> = {}, model = 'model-x'): WireContext => ({
  model,
  body,
  createdAt: 1_790_000_000,
  hex: (salt) => salt.replaceAll(' ', '-'),
  opaque: (salt) => `opaque(${salt})`,
});

const usage: ScriptUsage = { input: 100, cacheRead: 30, cacheWrite: 10, output: 20, reasoning: 5 };

const pieces = (...texts: readonly string[]): readonly Piece[] => texts.map((text) => ({ text, pauseMs: 0 }));
export const thinking = (...texts: readonly string[]): Part => ({ kind: 'thinking', pieces: pieces(...texts) });
export const speech = (...texts: readonly string[]): Part => ({ kind: 'text', pieces: pieces(...texts) });
export const toolCall = (name: string, ...texts: readonly string[]): Part => ({
  kind: 'call',
  name,
  pieces: pieces(...texts),
});

export const scriptOf = (parts: readonly Part[], finish: Script['finish'] = 'end'): Script => ({
  parts,
  finish,
  usage,
});

/** The data of every event, parsed; `[DONE]` stays a text. */
export function dataOf(events: readonly { readonly text: string }[]): readonly Record<string, unknown>[] {
  const lines = events.flatMap(({ text }) => text.split(/\r?\n/)).filter((line) => line.startsWith('data: '));
  return lines.map((line) => {
    const data = line.slice('data: '.length);
    return data.startsWith('{') ? (JSON.parse(data) as Record<string, unknown>) : { done: data };
  });
}
