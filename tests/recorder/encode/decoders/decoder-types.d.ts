// Independent decoders, without types of their own.
declare module 'omggif' {
  export interface GifFrame {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly has_local_palette: boolean;
    readonly transparent_index: number | null;
    readonly interlaced: boolean;
    /** Hundredths of a second. */
    readonly delay: number;
    readonly disposal: number;
  }
  export class GifReader {
    constructor(file: Uint8Array);
    readonly width: number;
    readonly height: number;
    numFrames(): number;
    loopCount(): number | null;
    frameInfo(frame: number): GifFrame;
    decodeAndBlitFrameRGBA(frame: number, pixels: Uint8Array): void;
  }
}

declare module 'upng-js' {
  interface UpngImage {
    readonly width: number;
    readonly height: number;
    readonly depth: number;
    readonly ctype: number;
    readonly frames: readonly { readonly delay: number; readonly rect: Readonly<Record<string, number>> }[];
    readonly tabs: Readonly<Record<string, unknown>>;
  }
  const upng: {
    decode(file: ArrayBuffer): UpngImage;
    /** Every frame composed with those before it. */
    toRGBA8(image: UpngImage): readonly ArrayBuffer[];
  };
  export default upng;
}
