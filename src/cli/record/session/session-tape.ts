import type { ParsedTape, SourceSpan, TapeCommand } from '../../../recorder/tape/tape.ts';
import type { SessionMoment } from './session-moments.ts';

/** Nothing of it was written by a person. */
const NOWHERE: SourceSpan = { line: 0, column: 0, literal: '' };

/** The tape that lets a replay run until `untilMs`, marks its moments, and leaves with its film already over. */
export function sessionTape(moments: readonly SessionMoment[], untilMs: number): ParsedTape {
  const commands: TapeCommand[] = [];
  let nowMs = 0;
  const waitUntil = (atMs: number): void => {
    if (atMs > nowMs) commands.push({ at: NOWHERE, type: 'sleep', ms: atMs - nowMs });
    nowMs = Math.max(nowMs, atMs);
  };
  for (const { atMs, label } of moments) {
    if (atMs > untilMs) continue;
    waitUntil(atMs);
    commands.push({ at: NOWHERE, type: 'directive', directive: { name: 'marker', text: label } });
  }
  waitUntil(untilMs);
  commands.push({ at: NOWHERE, type: 'hide' }, { at: NOWHERE, type: 'chord', modifiers: ['Ctrl'], keys: ['c'] });
  return { commands, errors: [], notes: [], raw: [] };
}
