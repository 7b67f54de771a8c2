import { BORDER } from './border.ts';
import { CLEAN_EXIT } from './clean-exit.ts';
import { COLOUR_ONLY } from './colour-only.ts';
import { CONTRAST } from './contrast.ts';
import { CUT_WORD } from './cut-word.ts';
import { FLICKER } from './flicker.ts';
import { JITTER } from './jitter.ts';
import { LATENCY } from './latency.ts';
import { MINIMUM_SIZE } from './minimum-size.ts';
import { OVERLAP } from './overlap.ts';
import { REPAINT } from './repaint.ts';
import type { LintRule } from './rule.ts';
import { STATUS_TRUTH } from './status-truth.ts';
import { TOFU } from './tofu.ts';
import { WIDE_CHAR } from './wide-char.ts';

/** All rules, in the order of `recording.md` §9.3. */
export const RULES: readonly LintRule[] = [
  BORDER,
  OVERLAP,
  CUT_WORD,
  CONTRAST,
  COLOUR_ONLY,
  MINIMUM_SIZE,
  WIDE_CHAR,
  TOFU,
  FLICKER,
  REPAINT,
  JITTER,
  LATENCY,
  STATUS_TRUTH,
  CLEAN_EXIT,
];
