/** Longer text is parsed in parts, so that timers and input are served in between. */
const PARSE_AT_ONCE = 65_536;
/** Cells that the sequences of one part may change between them: some tens of milliseconds. */
const CELLS_AT_ONCE = 2_000_000;
/**
 * The start of a sequence that may change every cell, as clearing, scrolling and repeating do. Colours, cursor moves,
 * rows, modes and commands to the system, by far the most of what programs print, cannot; `\x1b[?1049h` can.
 */
// oxlint-disable-next-line no-control-regex -- these are what it looks for.
const HEAVY = /\x1b(?!\[[\d;:]*[A-HKdfm]|\[\?25[hl]|[\]\\78=>])|[\x80-\x9f]/g;

/**
 * Cuts text where the emulator may take a breath: the larger the screen, the fewer sequences a part has that can touch
 * all of it. A few kilobytes of them would otherwise keep every signal from being heard for minutes.
 */
export function parseParts(text: string, cells: number): readonly string[] {
  const most = Math.max(1, Math.floor(CELLS_AT_ONCE / cells));
  const parts: string[] = [];
  let start = 0;
  let heavy = 0;
  const cutAt = (end: number): void => {
    parts.push(text.slice(start, end));
    start = end;
    heavy = 0;
  };
  const cutLongTo = (end: number): void => {
    for (let at = start + PARSE_AT_ONCE; at < end; at += PARSE_AT_ONCE) cutAt(at);
  };
  for (const { index } of text.matchAll(HEAVY)) {
    cutLongTo(index);
    if (heavy === most) cutAt(index);
    heavy += 1;
  }
  cutLongTo(text.length);
  if (start < text.length) cutAt(text.length);
  return parts;
}
