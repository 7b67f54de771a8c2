import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Event = readonly [atSeconds: number, code: string, data: string];

const HEADER = { version: 3, term: { cols: 40, rows: 6 } };

/** Writes a cast as another program would: times since the event before. */
export function writeCastFile(
  folder: string,
  name: string,
  events: readonly Event[],
  header: Readonly<Record<string, unknown>> = HEADER,
): void {
  const lines = [header, ...events].map((line) => `${JSON.stringify(line)}\n`);
  writeFileSync(join(folder, name), lines.join(''));
}

/** Three words, one a second, with a marker before the second and the third. */
export const THREE_WORDS: readonly Event[] = [
  [0.5, 'o', 'one\r\n'],
  [0.5, 'm', 'second'],
  [0.5, 'o', 'two\r\n'],
  [0.5, 'm', 'the <third>/..'],
  [0.5, 'o', '\u001b[31mthree\u001b[0m'],
];
