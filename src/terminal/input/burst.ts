import type { InputEvent } from './input-event.ts';

/** Nobody types more than this between two reads. */
const TYPED_AT_ONCE = 24;

/** What an event types; null when it is no plain key. */
function typedBy(event: InputEvent): string | null {
  if (event.type !== 'key') return null;
  if (event.chord === 'enter' || event.chord === 'C-j') return '\n';
  if (event.chord === 'tab') return '\t';
  return event.ctrl || event.alt || event.text === '' ? null : event.text;
}

/** Enter in the middle of so many characters was not pressed by a person. One at the end may have been. */
const isPasted = (run: readonly InputEvent[], text: string): boolean =>
  text.length > TYPED_AT_ONCE &&
  run.some((event, at) => at < run.length - 1 && 'chord' in event && event.chord === 'enter');

/**
 * The events of one read, in which several lines that came at once are a paste: terminals without bracketed paste send
 * them as keys, and the first Enter among them must not send half of a text.
 */
export function foldBursts(events: readonly InputEvent[]): readonly InputEvent[] {
  if (events.length <= TYPED_AT_ONCE) return events;
  const folded: InputEvent[] = [];
  let run: InputEvent[] = [];
  let text = '';
  const end = (): void => {
    if (isPasted(run, text)) folded.push({ type: 'paste', text, truncated: false });
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
