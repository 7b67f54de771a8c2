// oxlint-disable-next-line no-control-regex -- what a terminal would obey must not reach a file that people `cat`
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;
const BREAKS = /[\t\n\u2028\u2029]+/g;

/** The text without characters that a terminal obeys or that turn the reading direction; breaks and tabs stay. */
export const visibleText = (text: string): string => text.replaceAll(CONTROL, '');

/** The same on one line. */
export const oneLine = (text: string): string => visibleText(text).replaceAll(BREAKS, ' ').trim();
