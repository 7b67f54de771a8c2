const MARK = Buffer.from('[DONE]');
/** The longest way to begin the line, and the end of the line before. */
const BEFORE = '\ndata: '.length;

/** Whether one of these whole events is `data: [DONE]`. The same characters inside a text are none. */
export function hasEndMark(events: Uint8Array): boolean {
  const bytes = Buffer.from(events.buffer, events.byteOffset, events.byteLength);
  for (let at = bytes.indexOf(MARK); at >= 0; at = bytes.indexOf(MARK, at + 1)) {
    if (/(?:^|[\r\n])data: ?$/.test(bytes.toString('latin1', Math.max(0, at - BEFORE), at))) return true;
  }
  return false;
}
