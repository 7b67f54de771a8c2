import { CLASS, pointProperties } from './code-points.ts';

/** What one call of `nextCluster` found. The caller owns the object and passes it again, so that nothing is allocated. */
export interface Cluster {
  /** Offset after the cluster. */
  end: number;
  /** Cells it takes on the screen: 0, 1 or 2. The same for every terminal; the writer bridges the differences. */
  width: number;
  codePoints: number;
  /** Its first code point. */
  base: number;
}

export const createCluster = (): Cluster => ({ end: 0, width: 0, codePoints: 0, base: 0 });

const KEYCAP_BASE = /[#*0-9]/;

/** True when the cluster so far takes the next code point in (UAX #29, GB6 to GB13). */
function joins(state: JoinState, kind: number): boolean {
  switch (kind) {
    case CLASS.extend:
    case CLASS.zwj:
    case CLASS.nonJoiner:
    case CLASS.linker:
    case CLASS.spacing:
      return true;
    case CLASS.control:
      return false;
    default:
      break;
  }
  const last = state.last;
  if (last === CLASS.prepend) return true;
  switch (kind) {
    case CLASS.pictograph:
      return state.pictograph && last === CLASS.zwj;
    case CLASS.consonant:
      return state.conjunct === LINKED;
    case CLASS.regional:
      return last === CLASS.regional && state.flags === 1;
    case CLASS.hangulL:
    case CLASS.hangulLv:
    case CLASS.hangulLvt:
      return last === CLASS.hangulL;
    case CLASS.hangulV:
      return last === CLASS.hangulL || last === CLASS.hangulV || last === CLASS.hangulLv;
    case CLASS.hangulT:
      return last === CLASS.hangulV || last === CLASS.hangulLv || last === CLASS.hangulT || last === CLASS.hangulLvt;
    default:
      return false;
  }
}

const CONSONANT_SEEN = 1;
const LINKED = 2;

interface JoinState {
  last: number;
  /** A pictograph with nothing but extenders since, and at most one joiner at the end. */
  pictograph: boolean;
  /** 0, or how far an Indic conjunct has got. */
  conjunct: number;
  /** Regional indicators so far. */
  flags: number;
}

const state: JoinState = { last: 0, pictograph: false, conjunct: 0, flags: 0 };

/** Moves the join state past one code point. */
function advance(kind: number): void {
  if (kind === CLASS.consonant) state.conjunct = CONSONANT_SEEN;
  else if (kind === CLASS.linker) state.conjunct = state.conjunct === 0 ? 0 : LINKED;
  else if (kind !== CLASS.extend && kind !== CLASS.zwj) state.conjunct = 0;
  const isExtender = kind === CLASS.extend || kind === CLASS.linker || kind === CLASS.nonJoiner || kind === CLASS.zwj;
  // Only the joiner right before the next picture joins it: whatever follows a joiner ends the chance.
  state.pictograph = kind === CLASS.pictograph || (state.pictograph && isExtender && state.last !== CLASS.zwj);
  if (kind === CLASS.regional) state.flags += 1;
  state.last = kind;
}

/**
 * The extended grapheme cluster (UAX #29 with GB9c) that starts at `at`, and its width. `at` must be a cluster boundary
 * below `limit`; `limit` (default: the end) is treated as the end of the text.
 */
export function nextCluster(text: string, at: number, out: Cluster, limit: number = text.length): void {
  const unit = text.charCodeAt(at);
  if (unit < 0x300 && unit >= 0x20 && (at + 1 >= limit || text.charCodeAt(at + 1) < 0x300)) {
    out.end = at + 1; // nothing below U+0300 extends a cluster
    out.width = unit < 0x7f ? 1 : pointProperties(unit) >> 4;
    out.codePoints = 1;
    out.base = unit;
    return;
  }
  measure(text, at, out, limit);
}

function measure(text: string, at: number, out: Cluster, limit: number): void {
  const base = text.codePointAt(at) ?? 0;
  const properties = pointProperties(base);
  let kind = properties & 15;
  let width = properties >> 4;
  let end = at + (base > 0xffff ? 2 : 1);
  let codePoints = 1;
  let emojiStyle = false;
  state.pictograph = false;
  state.conjunct = 0;
  state.flags = 0;
  state.last = CLASS.other;
  advance(kind);
  if (kind === CLASS.control) {
    if (base === 13 && end < limit && text.charCodeAt(end) === 10) end += 1;
  } else {
    while (end < limit) {
      const point = text.codePointAt(end) ?? 0;
      const next = pointProperties(point);
      kind = next & 15;
      if (!joins(state, kind)) break;
      // Letters joined to letters keep their room (conjuncts); everything else is drawn into the widest part.
      width = kind === CLASS.consonant ? width + (next >> 4) : Math.max(width, next >> 4);
      if (point === 0xfe0f) emojiStyle = true;
      advance(kind);
      codePoints += 1;
      end += point > 0xffff ? 2 : 1;
    }
  }
  if (state.flags === 2) width = 2;
  else if (emojiStyle && ((properties & 15) === CLASS.pictograph || isKeycapBase(base))) width = 2;
  out.end = end;
  out.width = Math.min(width, 2);
  out.codePoints = codePoints;
  out.base = base;
}

const isKeycapBase = (point: number): boolean => point < 0x3a && KEYCAP_BASE.test(String.fromCharCode(point));

const scratch = createCluster();

/** Columns the text takes on one line. Control characters take none. */
export function textWidth(text: string): number {
  let width = 0;
  for (let at = 0; at < text.length; at = scratch.end) {
    nextCluster(text, at, scratch);
    width += scratch.width;
  }
  return width;
}

/** The longest beginning of whole clusters that fits into `cols` columns. */
export function fitColumns(text: string, cols: number): string {
  let width = 0;
  for (let at = 0; at < text.length; at = scratch.end) {
    nextCluster(text, at, scratch);
    width += scratch.width;
    if (width > cols) return text.slice(0, at);
  }
  return text;
}

/** Every cluster of the text, for callers that may allocate. */
export function splitClusters(text: string): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; at = scratch.end) {
    nextCluster(text, at, scratch);
    found.push(text.slice(at, scratch.end));
  }
  return found;
}
