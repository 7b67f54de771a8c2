import { open } from 'node:fs/promises';
import type { CoordinationEvent } from '../../coordination/events.ts';
import { EventLogCorrupt } from './event-log-corrupt.ts';
import { isWholeJson } from './repair-log.ts';

/** Read at once from the disk. */
const BLOCK = 1 << 20;
/** Parsed at once: strings beyond a hundred kilobytes or so cost twice as much a character. */
const SEGMENT = 1 << 16;
const NEWLINE = 10;

/**
 * The events of a log, in batches as they come from the disk. Types this version does not know are handed out too: a
 * reader skips what it cannot use. A torn last line is left out. Throws `EventLogCorrupt` at any other damage, after the
 * events before it, and what the system says when the file cannot be read.
 */
export async function* readEventLog(path: string): AsyncGenerator<readonly CoordinationEvent[]> {
  await using file = await open(path, 'r');
  const block = Buffer.allocUnsafe(BLOCK);
  let rest: Buffer[] = [];
  let line = 1;
  for (;;) {
    const { bytesRead } = await file.read(block, 0, BLOCK);
    if (bytesRead === 0) break;
    const bytes = block.subarray(0, bytesRead);
    let start = 0;
    for (let end = segmentEnd(bytes, 0); end !== -1; end = segmentEnd(bytes, start)) {
      const lines = bytes.subarray(start, end);
      const text = rest.length === 0 ? lines.toString() : Buffer.concat([...rest, lines]).toString();
      rest = [];
      start = end + 1;
      const { parsed, damage } = parseLines(path, text, line);
      yield parsed;
      if (damage !== null) throw damage;
      line += parsed.length;
    }
    if (start < bytes.length) rest.push(Buffer.from(bytes.subarray(start)));
  }
  const tail = Buffer.concat(rest).toString();
  if (isWholeJson(tail)) {
    const { parsed, damage } = parseLines(path, tail, line);
    yield parsed;
    if (damage !== null) throw damage;
  }
}

/** Where the newline of the last line that fits in a segment is, or that of the first line; -1 when there is none. */
function segmentEnd(bytes: Buffer, start: number): number {
  const last = bytes.lastIndexOf(NEWLINE, Math.min(start + SEGMENT, bytes.length) - 1);
  return last >= start ? last : bytes.indexOf(NEWLINE, start);
}

/** Whole lines, all at once when they are sound: one call to the parser costs a third less than one per line. */
function parseLines(path: string, text: string, firstLine: number): Parsed {
  try {
    const events: unknown = JSON.parse(`[${text.replaceAll('\n', ',')}]`);
    if (Array.isArray(events) && events.every((event, index) => isEvent(event, firstLine + index))) {
      return { parsed: events, damage: null };
    }
  } catch {
    // Some line is damaged: the slow way finds out which.
  }
  return parseOneByOne(path, text, firstLine);
}

interface Parsed {
  readonly parsed: readonly CoordinationEvent[];
  readonly damage: EventLogCorrupt | null;
}

function parseOneByOne(path: string, text: string, firstLine: number): Parsed {
  const parsed: CoordinationEvent[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const number = firstLine + index;
    try {
      const event: unknown = JSON.parse(line);
      if (!isEvent(event, number)) {
        return { parsed, damage: new EventLogCorrupt(path, number, `is not event ${number} of this log`) };
      }
      parsed.push(event);
    } catch (cause) {
      return { parsed, damage: new EventLogCorrupt(path, number, 'is not readable', cause) };
    }
  }
  return { parsed, damage: null };
}

/** The envelope, and its place: `seq` is gap-free from 1, so line n holds event n. */
function isEvent(value: unknown, seq: number): value is CoordinationEvent {
  if (typeof value !== 'object' || value === null) return false;
  const event = value as { readonly seq?: unknown; readonly event_type?: unknown; readonly data?: unknown };
  return event.seq === seq && typeof event.event_type === 'string' && typeof event.data === 'object';
}
