import type { IFunctionIdentifier, Terminal } from '@xterm/headless';

/** One line of the emulator's memory, three numbers per cell: content, foreground, background. */
export interface XtermLine {
  readonly length: number;
  readonly _data: Uint32Array;
  /** Cells of more than one code point. */
  readonly _combined: Readonly<Record<number, string | undefined>>;
  readonly _extendedAttrs: Readonly<Record<number, XtermExtended | undefined>>;
}

/** The underline's colour in the lowest 26 bits of `_ext`, its kind in the next three; and the hyperlink. */
interface XtermExtended {
  readonly _ext: number;
  readonly urlId: number;
}

/**
 * What the emulator does not show in public: parsing at once instead of after a timer, underline kinds, links, and cells
 * without one object each. The package is pinned to one version, and a test compares these fields with its public ones.
 */
export interface XtermCore {
  readonly _inputHandler: {
    parse(data: string): unknown;
    /** Parameters, a semicolon and an address; an empty address ends the link. */
    setHyperlink(data: string): unknown;
  };
  readonly _oscLinkService: { getLinkData(id: number): { readonly uri: string } | undefined };
  readonly _bufferService: {
    readonly buffer: {
      readonly lines: { get(index: number): XtermLine | undefined };
      /** Links stand at these. */
      readonly markers: { readonly length: number };
    };
    readonly buffers: { readonly normal: XtermBuffer; readonly alt: XtermBuffer };
  };
  /** Like the public one, but the parameters are the emulator's own and may be changed before it reads them. */
  registerCsiHandler(id: IFunctionIdentifier, look: (parameters: { readonly params: Int32Array }) => boolean): unknown;
}

interface XtermBuffer {
  _memoryCleanupQueue: { enqueue(task: () => void): void; flush(): void; clear(): void };
}

const NO_QUEUE = { enqueue: ignore, flush: ignore, clear: ignore };
function ignore(): void {}

/** Before a resize: no tidying in idle time, which would print warnings to the console on a busy machine. */
export function keepBuffersQuiet({ _bufferService: { buffers } }: XtermCore): void {
  // oxlint-disable-next-line no-underscore-dangle
  for (const buffer of [buffers.normal, buffers.alt]) buffer._memoryCleanupQueue = NO_QUEUE;
}

/** Throws when the installed package is another one than this program was written for. */
export function xtermCore(terminal: Terminal): XtermCore {
  // oxlint-disable-next-line no-underscore-dangle -- see above: these have no public name.
  const core = (terminal as unknown as { readonly _core?: Partial<XtermCore> })._core;
  // oxlint-disable-next-line no-underscore-dangle
  if (core?._inputHandler === undefined || core._oscLinkService === undefined || core._bufferService === undefined) {
    throw new Error('@xterm/headless is not the version the recorder was written for (6.0.0)');
  }
  return core as XtermCore;
}

export const CONTENT = { codePoint: 0x1fffff, combined: 0x200000, widthShift: 22 } as const;
export const COLOUR_MODE = { mask: 0x3000000, palette16: 0x1000000, palette256: 0x2000000, rgb: 0x3000000 } as const;
export const FOREGROUND_FLAG = {
  inverse: 0x4000000,
  bold: 0x8000000,
  underline: 0x10000000,
  blink: 0x20000000,
  hidden: 0x40000000,
  strike: 0x80000000,
} as const;
export const BACKGROUND_FLAG = {
  italic: 0x4000000,
  dim: 0x8000000,
  extended: 0x10000000,
  overline: 0x40000000,
} as const;
export const UNDERLINE_KIND_SHIFT = 26;
