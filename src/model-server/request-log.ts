/** One request as it arrived, without anything that could be a key. */
export interface LoggedRequest {
  /** 1-based, counted over the life of the server. */
  readonly number: number;
  readonly agentId: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body's text, whole. */
  readonly body: string;
  /** Milliseconds since the server started. */
  readonly atMs: number;
  /** The turn that answered, as `agent 2, turn 3`; null when no scenario chose it. */
  readonly turn: string | null;
  /** What the real API would have refused in it; the server answers all the same. */
  readonly problems: readonly string[];
}

/** What a server remembers: the newest requests. The oldest are forgotten and counted when a bound is reached. */
export interface RequestLog {
  readonly entries: readonly LoggedRequest[];
  readonly forgotten: number;
}

const MAX_ENTRIES = 2_000;
const MAX_CHARS = 8 * 1024 * 1024;

/** A log of at most `maxEntries` requests and `maxChars` characters of bodies (defaults 2,000 and 8 M). */
export function createRequestLog(
  maxEntries = MAX_ENTRIES,
  maxChars = MAX_CHARS,
): RequestLog & { add(entry: Omit<LoggedRequest, 'number'>): void } {
  const entries: LoggedRequest[] = [];
  let forgotten = 0;
  let chars = 0;
  return {
    entries,
    get forgotten() {
      return forgotten;
    },
    add(entry) {
      entries.push({ number: forgotten + entries.length + 1, ...entry });
      chars += entry.body.length;
      while (entries.length > maxEntries || (chars > maxChars && entries.length > 1)) {
        chars -= entries.shift()?.body.length ?? 0;
        forgotten += 1;
      }
    },
  };
}
