/** Longest control string (OSC, DCS, …) that is swallowed when nobody ends it. */
const MAX_STRING = 4096;
const MAX_SEQUENCE = 256;

const GROUND = 0;
const ESCAPE = 1;
const SEQUENCE = 2; // CSI: parameters, then one final byte
const STRING = 3;
const STRING_ESCAPE = 4;

/**
 * Follows escape and control sequences through hostile text, unit by unit, so that a sequence may be cut anywhere and
 * still leaves nothing behind. A line feed always ends whatever was open: a model cannot swallow the following lines.
 */
export interface EscapeSkipper {
  /** True when the unit belongs to a sequence and must not be shown. */
  skips(unit: number): boolean;
  readonly open: boolean;
}

export function createEscapeSkipper(): EscapeSkipper {
  let state = GROUND;
  let length = 0;

  const enter = (next: number): true => {
    state = next;
    length = 0;
    return true;
  };

  function ground(unit: number): boolean {
    if (unit === 0x1b) return enter(ESCAPE);
    if (unit === 0x9b) return enter(SEQUENCE);
    if (unit === 0x90 || unit === 0x98 || (unit >= 0x9d && unit <= 0x9f)) return enter(STRING);
    return false;
  }

  function afterEscape(unit: number): boolean {
    if (unit === 0x5b) return enter(SEQUENCE); // [
    if (unit === 0x50 || unit === 0x58 || (unit >= 0x5d && unit <= 0x5f)) return enter(STRING); // P X ] ^ _
    if (unit >= 0x20 && unit <= 0x2f) return true; // intermediate bytes
    if (unit >= 0x30 && unit <= 0x7e) return enter(GROUND);
    state = GROUND;
    return ground(unit);
  }

  function inSequence(unit: number): boolean {
    length += 1;
    if (unit >= 0x20 && unit <= 0x3f && length < MAX_SEQUENCE) return true;
    state = GROUND;
    return unit >= 0x20 && unit <= 0x7e ? true : ground(unit);
  }

  function inString(unit: number): boolean {
    length += 1;
    if (unit === 0x1b) {
      state = STRING_ESCAPE;
      return true;
    }
    if (unit === 0x07 || unit === 0x9c || length >= MAX_STRING) state = GROUND;
    return true;
  }

  return {
    skips(unit) {
      if (unit === 0x0a) {
        state = GROUND;
        return false;
      }
      switch (state) {
        case ESCAPE:
          return afterEscape(unit);
        case SEQUENCE:
          return inSequence(unit);
        case STRING:
          return inString(unit);
        case STRING_ESCAPE:
          state = GROUND;
          return unit === 0x5c || afterEscape(unit);
        default:
          return ground(unit);
      }
    },
    get open() {
      return state !== GROUND;
    },
  };
}
