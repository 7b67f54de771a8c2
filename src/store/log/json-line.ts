/** What JSON leaves as it is and a terminal obeys, or what turns the reading direction or ends a line for some readers. */
const UNSAFE = /[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/;
const EACH_UNSAFE = new RegExp(UNSAFE, 'g');

const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The same JSON, safe to `cat`: such characters only ever stand inside its texts, where they may be escaped. */
export const safeJson = (json: string): string => (UNSAFE.test(json) ? json.replace(EACH_UNSAFE, escaped) : json);

/** One line of JSON without a line break, as in `events.jsonl`; reading it gives the value back. */
export const jsonLine = (value: unknown): string => safeJson(JSON.stringify(value));
