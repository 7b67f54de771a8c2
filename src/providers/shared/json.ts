/** Reading JSON of unknown shape: a wire event is never trusted to have the fields its documentation promises. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object itself, or an empty one: a missing branch reads as a branch without fields. */
export const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Text with at least one character, else null. */
export const someText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

export const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** Meanings of words that come from outside: `constructor` has one only when the table gives it one. */
export const wordTable = <Meaning>(words: Readonly<Record<string, Meaning>>): ReadonlyMap<string, Meaning> =>
  new Map(Object.entries(words));

/** The object when it counts something; an empty one takes nothing back that was told before. */
export const countsOf = (value: unknown): JsonObject | null =>
  isObject(value) && Object.values(value).some((count) => count !== null) ? value : null;

/** Nothing that means anything is nested as deeply; what is would overflow whoever walks it. */
export const MAX_EVENT_DEPTH = 256;

/** Whether lists and objects lie more than `limit` levels deep in each other. Level by level, so that no depth overflows it. */
export function isDeeperThan(value: unknown, limit: number): boolean {
  let level: readonly object[] = typeof value === 'object' && value !== null ? [value] : [];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    const below: object[] = [];
    for (const container of level) {
      for (const item of Object.values(container)) if (typeof item === 'object' && item !== null) below.push(item);
    }
    level = below;
  }
  return false;
}

/** The parsed value, or undefined when the text is not JSON, or nested beyond `MAX_EVENT_DEPTH`. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isDeeperThan(value, MAX_EVENT_DEPTH) ? undefined : value;
  } catch {
    return undefined;
  }
}
