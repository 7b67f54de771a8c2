/** Names the socket that a program in tick mode takes its time from. */
export const CLOCK_SOCKET_VARIABLE = 'MASSGEN_CLOCK_SOCKET';

/** One step of a program's time; a line of JSON on the socket. */
export interface TickRequest {
  /** Milliseconds since the program's epoch (2026-01-01T00:00:00Z). */
  readonly to: number;
  /** Bytes written to its terminal so far: they arrive before any timer runs. */
  readonly input: number;
  /** The size of its window by now. */
  readonly columns: number;
  readonly rows: number;
}

/** What a program says between its own output: it has come to a time, or it ends. */
export type TickMarker =
  { readonly kind: 'time'; readonly ms: number } | { readonly kind: 'exit'; readonly code: number };

export const timeMarker = (ms: number): string => `\x1b]7770;t=${ms}\x1b\\`;
export const exitMarker = (code: number): string => `\x1b]7770;exit=${code}\x1b\\`;

const MARKER = /\x1b\]7770;(t|exit)=(-?\d+(?:\.\d+)?)\x1b\\/; // oxlint-disable-line no-control-regex
/** Anything that could be the beginning of a marker. */
const BEGUN = /\x1b(?:\](?:7(?:7(?:7(?:0(?:;[a-z=\d.-]{0,40}\x1b?)?)?)?)?)?)?$/; // oxlint-disable-line no-control-regex

/** Cuts a program's output at its markers, wherever the pieces of it end. */
export interface MarkerCutter {
  /** Text and markers in the order in which they came. */
  push(text: string): readonly (string | TickMarker)[];
  /** What looked like the beginning of a marker and never became one. */
  end(): string;
}

export function createMarkerCutter(): MarkerCutter {
  let held = '';
  return {
    push(text) {
      const parts: (string | TickMarker)[] = [];
      let rest = held + text;
      for (let found = MARKER.exec(rest); found !== null; found = MARKER.exec(rest)) {
        if (found.index > 0) parts.push(rest.slice(0, found.index));
        const value = Number(found[2]);
        parts.push(found[1] === 't' ? { kind: 'time', ms: value } : { kind: 'exit', code: value });
        rest = rest.slice(found.index + found[0].length);
      }
      held = BEGUN.exec(rest)?.[0] ?? '';
      const whole = rest.slice(0, rest.length - held.length);
      if (whole !== '') parts.push(whole);
      return parts;
    },
    end() {
      const left = held;
      held = '';
      return left;
    },
  };
}
