import type { WireContext, WireEvent, Writer } from './protocols/script.ts';
import type { StreamEnding } from './play-stream.ts';
import type { Fault } from './scenario/scenario.ts';

/** A stream after something went wrong in it. */
interface FaultyStream {
  readonly events: readonly WireEvent[];
  readonly ending: StreamEnding;
}

/** Puts a fault into a stream that has begun. Faults that come before a stream leave it as it is. */
export function applyFault(
  events: readonly WireEvent[],
  fault: Fault | undefined,
  writer: Writer,
  context: WireContext,
): FaultyStream {
  if (fault === undefined || fault.kind === 'status' || fault.kind === 'html') return { events, ending: 'end' };
  const head = events.slice(0, fault.after);
  switch (fault.kind) {
    case 'error_event':
      return { events: [...head, ...writer.errorEvents(fault, context).map(instant)], ending: 'end' };
    case 'malformed':
      return { events: [...head, instant(writer.brokenEvent), ...events.slice(fault.after)], ending: 'end' };
    case 'long_line': {
      const long = instant(writer.textEvent('x'.repeat(fault.bytes), context));
      return { events: [...head, long, ...events.slice(fault.after)], ending: 'end' };
    }
    case 'end':
    case 'reset':
    case 'stall':
      return { events: head, ending: fault.kind };
  }
}

const instant = (text: string): WireEvent => ({ text, tokens: 0, pauseMs: 0 });
