import type { CheckResult } from '../../check/check-result.ts';
import type { SourceSpan } from '../../tape/tape.ts';
import type { TapeSettings } from '../../tape/tape-settings.ts';
import type { GoldenRequest } from '../play-ports.ts';
import type { Caption, FrameMark, KeyMark, Screenshot, ScrollMark } from '../recording.ts';

/** What changes while a tape is played, and what it leaves behind beside the cast. */
export interface Script {
  typingSpeedMs: number;
  /** Of this run alone. */
  clipboard: string;
  keysShown: boolean;
  /** Lines the viewport stands above the end of the scrollback. */
  scrolledUp: number;
  /** How many events there were when the present hidden part began; null while the film goes on. */
  hiddenSince: number | null;
  /** Where the tape expects its program to end badly. */
  expectsExit: boolean;
  /** The tape has pressed Ctrl+C: a program that ends of it ends as it should. */
  interrupts: boolean;
  readonly masks: GoldenRequest['masks'][number][];
  readonly checks: CheckResult[];
  readonly screenshots: Screenshot[];
  readonly captions: Caption[];
  readonly keys: KeyMark[];
  readonly scrolls: ScrollMark[];
  readonly idleLimits: { readonly atMs: number; readonly ms: number }[];
  readonly commandScreens: FrameMark[];
  /** Keys that were sent although the program had ended. */
  lostInputAt: SourceSpan | null;
}

export const createScript = (settings: TapeSettings): Script => ({
  typingSpeedMs: settings.typingSpeedMs,
  clipboard: '',
  keysShown: false,
  scrolledUp: 0,
  hiddenSince: null,
  expectsExit: false,
  interrupts: false,
  masks: [],
  checks: [],
  screenshots: [],
  captions: [],
  keys: [],
  scrolls: [],
  idleLimits: [],
  commandScreens: [],
  lostInputAt: null,
});
