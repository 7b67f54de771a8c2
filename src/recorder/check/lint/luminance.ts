/** WCAG 2's curve for one channel of sRGB, 0…255, as a table. */
const CHANNEL = Float64Array.from({ length: 256 }, (_, value) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

const channel = (colour: number, shift: number): number => CHANNEL[(colour >> shift) & 0xff] ?? 0;

const luminance = (colour: number): number =>
  0.2126 * channel(colour, 16) + 0.7152 * channel(colour, 8) + 0.0722 * channel(colour, 0);

/** The contrast of two colours (`0xrrggbb`) by WCAG 2: 1 for equal ones, 21 for black and white. */
export function luminanceContrast(first: number, second: number): number {
  const [a, b] = [luminance(first), luminance(second)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Steps of 0…255 between the strongest and the weakest channel: 0 is grey. */
const chroma = (colour: number): number => {
  const channels = [16, 8, 0].map((shift) => (colour >> shift) & 0xff);
  return Math.max(...channels) - Math.min(...channels);
};

const GREY = 48;
/** Degrees between two hues that people call different. */
const HUE_STEP = 40;

function hue(colour: number): number {
  const [red = 0, green = 0, blue = 0] = [16, 8, 0].map((shift) => (colour >> shift) & 0xff);
  const spread = chroma(colour);
  const high = Math.max(red, green, blue);
  const turn =
    high === red ? (green - blue) / spread : high === green ? 2 + (blue - red) / spread : 4 + (red - green) / spread;
  return (((turn * 60) % 360) + 360) % 360;
}

/** Whether people would name two colours differently, not only lighter or darker. */
export function isOtherHue(first: number, second: number): boolean {
  const [a, b] = [chroma(first) < GREY, chroma(second) < GREY];
  if (a || b) return a !== b;
  const apart = Math.abs(hue(first) - hue(second));
  return Math.min(apart, 360 - apart) >= HUE_STEP;
}
