import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LOG = 'turn_1/attempt_1/events.jsonl';
const DEMO = join(import.meta.dirname, '../recordings/sessions/demo');
/** Numbers above this are moments, in milliseconds since the epoch; anything else is a count or a length. */
const FIRST_MOMENT = 1e12;

interface LoggedEvent {
  readonly seq: number;
  readonly timestamp: string;
  readonly agent_id: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Cuts a text into at most `pieces` parts of about equal length. */
function cut(text: string, pieces: number): readonly string[] {
  const characters = Array.from(text);
  const size = Math.max(1, Math.ceil(characters.length / pieces));
  return Array.from({ length: Math.ceil(characters.length / size) }, (_, index) =>
    characters.slice(index * size, (index + 1) * size).join(''),
  );
}

/**
 * The demo's run as slow models would have given it: it lasts `seconds`, and each piece of streamed text comes in as
 * many smaller ones as it lasts longer, so the screen changes as often as in the demo. Gives the folder of its log,
 * inside `folder`.
 */
export function longSession(folder: string, seconds: number): string {
  const events = readFileSync(join(DEMO, LOG), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as LoggedEvent);
  const times = events.map(({ timestamp }) => Date.parse(timestamp));
  const [start = 0] = times;
  const factor = (seconds * 1000) / ((times.at(-1) ?? 0) - start);
  const later = (moment: number): number => Math.round(start + (moment - start) * factor);
  const moved = (value: unknown): unknown => {
    if (typeof value === 'number') return value > FIRST_MOMENT ? later(value) : value;
    if (Array.isArray(value)) return value.map(moved);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, moved(inner)]));
  };

  const long = events.flatMap((event, index) => {
    const data = moved(event.data) as Record<string, unknown>;
    const at = later(times[index] ?? start);
    const { text } = data;
    const next = events.findIndex(({ agent_id }, other) => other > index && agent_id === event.agent_id);
    const until = next < 0 ? at : later(times[next] ?? start);
    const pieces = typeof text === 'string' && 'call_id' in data ? cut(text, Math.round(factor)) : [];
    if (pieces.length < 2) return [{ event, at, data }];
    return pieces.map((piece, number) => ({
      event,
      at: Math.floor(at + ((until - at) * number) / pieces.length),
      data: { ...data, text: piece },
    }));
  });
  const lines = long
    .toSorted((a, b) => a.at - b.at || a.event.seq - b.event.seq)
    .map(({ event, at, data }, index) =>
      JSON.stringify({ ...event, seq: index + 1, timestamp: new Date(at).toISOString(), data }),
    );
  const session = join(folder, `session-${seconds}`);
  mkdirSync(join(session, LOG, '..'), { recursive: true });
  writeFileSync(join(session, LOG), `${lines.join('\n')}\n`);
  return session;
}
