import type { InputEvent } from './input-event.ts';

/** Nobody types more than this between two reads. */
const TYPED_AT_ONCE = 24;
/** More than a key held down leaves behind while a line is slow: text without an Enter is a paste from here on. */
const PASTED_AT_ONCE = 512;

/** What an event types; null when it is no plain key. */
function typedBy(event: InputEvent): string | null {
  if (event.type !== 'key') return null;
  if (event.chord === 'enter' || event.chord === 'C-j') return '\n';
  if (event.chord === 'tab') return '\t';
  return event.ctrl || event.alt || event.text === '' ? null : event.text;
}

const isEnter = (event: InputEvent | undefined): boolean => event?.type === 'key' && event.chord === 'enter';

/** Enter in the middle of so many characters was not pressed by a person. One at the end may have been. */
const hasLines = (run: readonly InputEvent[], text: string): boolean =>
  text.length > TYPED_AT_ONCE && run.some((event, at) => at < run.length - 1 && isEnter(event));

const pasted = (text: string): InputEvent => ({ type: 'paste', text, truncated: false });

/**
 * The events of one read, in which several lines that came at once are a paste: terminals without bracketed paste send
 * them as keys, and the first Enter among them must not send half of a text. So is a long text without lines, which would
 * keep the screen busy key by key for minutes.
 */
export function foldBursts(events: readonly InputEvent[]): readonly InputEvent[] {
  if (events.length <= TYPED_AT_ONCE) return events;
  const folded: InputEvent[] = [];
  let run: InputEvent[] = [];
  let text = '';
  const end = (): void => {
    const last = run.at(-1);
    if (hasLines(run, text)) folded.push(pasted(text));
    else if (text.length > PASTED_AT_ONCE && last !== undefined)
      folded.push(...(isEnter(last) ? [pasted(text.slice(0, -1)), last] : [pasted(text)]));
    else folded.push(...run);
    run = [];
    text = '';
  };
  for (const event of events) {
    const typed = typedBy(event);
    if (typed === null) {
      end();
      folded.push(event);
      continue;
    }
    run.push(event);
    text += typed;
  }
  end();
  return folded;
}
