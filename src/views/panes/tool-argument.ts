/** Names of arguments that say best what a call is about, best first. */
const TELLING = [
  'command',
  'query',
  'path',
  'file_path',
  'filename',
  'url',
  'pattern',
  'prompt',
  'name',
  'content',
  'text',
];
const LONGEST = 80;

/** The argument that tells most of a tool call, shortened to one line; empty when there is none. */
export function mainArgument(args: unknown): string {
  if (typeof args === 'string') return oneLine(args);
  if (typeof args !== 'object' || args === null) return '';
  const entries = Object.entries(args);
  const telling = TELLING.flatMap((name) => entries.filter(([key]) => key === name));
  const [, value] = telling[0] ?? entries[0] ?? ['', ''];
  return oneLine(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
}

function oneLine(text: string): string {
  const line = text
    .slice(0, LONGEST * 4)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
