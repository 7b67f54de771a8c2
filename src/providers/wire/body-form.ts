const BLANKS: ReadonlySet<number> = new Set([...Buffer.from(' \t\r\n'), ...Buffer.from('\ufeff')]);
/** How a line of an event stream begins: a comment, or `data`, `event`, `id`, `retry`. */
const LINE_STARTS: ReadonlySet<number> = new Set(Buffer.from(':deir'));

/**
 * What a body turns out to be by its first character that is no blank: `events`, or a `whole` text (JSON, a page). The
 * content type is not asked, for hosts and proxies send wrong ones. Null while there are blanks only.
 */
export function bodyForm(beginning: Uint8Array): 'events' | 'whole' | null {
  const first = beginning.find((byte) => !BLANKS.has(byte));
  return first === undefined ? null : LINE_STARTS.has(first) ? 'events' : 'whole';
}
