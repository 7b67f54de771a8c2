import type { Piece, WireEvent } from './script.ts';

/** Collects the events of a stream. Pieces that a provider keeps to itself still take their time: `hide` them. */
export interface EventList {
  readonly events: readonly WireEvent[];
  push(text: string, pieces?: readonly Piece[]): void;
  hide(pieces: readonly Piece[]): void;
}

export function createEventList(): EventList {
  const events: WireEvent[] = [];
  let tokens = 0;
  let pauseMs = 0;
  const hide = (pieces: readonly Piece[]): void => {
    tokens += pieces.length;
    for (const piece of pieces) pauseMs += piece.pauseMs;
  };
  return {
    events,
    hide,
    push(text, pieces) {
      if (pieces === undefined) {
        events.push({ text, tokens: 0, pauseMs: 0 });
        return;
      }
      hide(pieces);
      events.push({ text, tokens, pauseMs });
      tokens = 0;
      pauseMs = 0;
    },
  };
}

/** `event:` and `data:` lines with LF, as OpenAI's Responses API and Anthropic send them. */
export const namedEvent = (name: string, data: unknown): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
