/** What ends a line, drives a terminal or turns the reading direction. */
const UNSAFE = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/**
 * A path on one line, to the letter but for characters that could forge a line of output or speak to the terminal: they
 * are written `\u000a`. Nobody gives a folder such a name without meaning harm.
 */
export const pathText = (path: string): string =>
  path.replace(UNSAFE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
