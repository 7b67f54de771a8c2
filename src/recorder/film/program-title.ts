import { sanitise } from '../../terminal/text/sanitise.ts';
import type { Cast } from '../play/recording.ts';

const SET_TITLE = /\u001b\][02];([^\u0007\u001b]{0,1000})(?:\u0007|\u001b\\)/g; // oxlint-disable-line no-control-regex -- what programs send
const MOST_CHARACTERS = 100;

/** The last title a recorded program gave its window, made safe to show; null when it gave none. */
export function programTitle(cast: Pick<Cast, 'events'>): string | null {
  let title: string | null = null;
  for (const event of cast.events) {
    if (event.type !== 'output' || !event.data.includes('\u001b]')) continue;
    for (const match of event.data.matchAll(SET_TITLE)) title = match[1] ?? null;
  }
  const safe = sanitise(title ?? '', 'name').trim();
  return safe === '' ? null : Array.from(safe).slice(0, MOST_CHARACTERS).join('');
}
