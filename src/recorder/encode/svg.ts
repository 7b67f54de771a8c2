import { pictureGeometry } from '../picture/geometry.ts';
import type { PictureGeometry } from '../picture/geometry.ts';
import type { PictureOptions } from '../picture/picture.ts';
import type { CellGrid } from '../terminal/grid.ts';
import { createRowNumbers } from './cell-runs.ts';
import type { FilmEncoder, FilmInfo } from './encoder.ts';
import { cursorMarkup, overlayMarkup } from './svg/marks.ts';
import { rowMarkup } from './svg/row.ts';
import type { SvgCells } from './svg/row.ts';
import { windowMarkup } from './svg/window.ts';
import { cssColour, shortNumber, xmlText } from './svg/xml.ts';
import { keepText, readableText } from './text-golden.ts';
import type { KeptText } from './text-golden.ts';

const FONTS = "'JetBrains Mono','DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono',monospace";
/** Share of the font size from the line's top to the baseline, and of the whole line; the bundled font's. */
const ASCENT = 1.02;
const LINE = 1.32;
/** Pictures lie side by side in rows of so many: coordinates stay small enough for a viewer's arithmetic. */
const FRAMES_A_ROW = 64;

/** A font to carry along, so that the text looks the same everywhere. */
interface EmbeddedFont {
  readonly family: string;
  /** `font/ttf`, `font/woff2`. */
  readonly mediaType: string;
  readonly base64: string;
}

export interface SvgOptions {
  /** As for the painter; a vector picture has no steps of grey and no scale of its own. */
  readonly picture: PictureOptions;
  readonly font?: EmbeddedFont | null;
}

interface Strip {
  /** When each picture begins. */
  readonly times: number[];
  last: KeptText | null;
}

const placeOf = (frame: number, { width, height }: { readonly width: number; readonly height: number }) => ({
  x: (frame % FRAMES_A_ROW) * width,
  y: Math.floor(frame / FRAMES_A_ROW) * height,
});

/** One animation that moves from picture to picture in steps; at rest, or when motion is unwanted, the last is shown. */
function animation({ times }: Strip, { durationMs, loop }: FilmInfo, size: { width: number; height: number }): string {
  const shift = (frame: number): string => {
    const { x, y } = placeOf(frame, size);
    return `transform:translate(${-x}px,${-y}px)`;
  };
  const rest = shift(Math.max(0, times.length - 1));
  if (times.length < 2 || durationMs <= 0) return `.f{${rest}}`;
  const steps = times.map((atMs, frame) => {
    const share = frame === 0 ? 0 : Math.min(1, atMs / durationMs);
    return `${Number((share * 100).toFixed(6))}%{${shift(frame)}}`;
  });
  const count = loop === 0 ? 'infinite' : String(loop);
  return (
    `.f{${rest};animation:f ${shortNumber(durationMs / 1000)}s steps(1,end) ${count} both}` +
    `@keyframes f{${steps.join('')}100%{${rest}}}` +
    `@media (prefers-reduced-motion:reduce){.f{animation:none}}`
  );
}

function styleSheet(options: SvgOptions, fontSize: number): string {
  const { picture, font } = options;
  const family = font ? `'${font.family.replaceAll(/[^\w -]/g, '')}',${FONTS}` : FONTS;
  const face = font
    ? `@font-face{font-family:'${font.family.replaceAll(/[^\w -]/g, '')}';` +
      `src:url(data:${font.mediaType.replaceAll(/[^\w/+.-]/g, '')};base64,${font.base64.replaceAll(/[^\w+/=]/g, '')})}`
    : '';
  const text = `font-family:${family};font-size:${fontSize}px;fill:${cssColour(picture.theme.foreground)};white-space:pre`;
  return `${face}text{${text};font-variant-ligatures:none}.b,.bi{font-weight:bold}.i,.bi{font-style:italic}`;
}

function head({ title }: FilmInfo, { width, height }: PictureGeometry, scale: number): string {
  const size = `width="${width * scale}" height="${height * scale}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img"><title>${xmlText(title)}</title>\n`;
}

/**
 * An animated SVG: each different row once, each picture a list of rows, one animation in steps. Text can be selected
 * and every character has its place; boxes are paths. Nothing in it is fetched or run, and all text is escaped.
 */
export function createSvgEncoder(options: SvgOptions): FilmEncoder {
  const encoder = new TextEncoder();
  const geometry = pictureGeometry({ ...options.picture, scale: 1 });
  const { cellWidth, cellHeight, fontSize, originX, originY } = geometry;
  const { columns, rows, theme } = options.picture;
  const size = { width: columns * cellWidth, height: rows * cellHeight };
  const baseline = Math.round((cellHeight - LINE * fontSize) / 2 + ASCENT * fontSize);
  const cells: SvgCells = { theme, metrics: { width: cellWidth, height: cellHeight, baseline, fontSize } };
  const numbers = createRowNumbers();
  const blankRows = new Set<number>();
  const strip: Strip = { times: [], last: null };
  let info: FilmInfo | null = null;

  const rowsOf = (grid: CellGrid): { readonly fresh: string; readonly uses: string } => {
    let fresh = '';
    let uses = '';
    for (let row = 0; row < Math.min(grid.rows, rows); row += 1) {
      const { number, isNew } = numbers.numberOf(grid, row);
      if (isNew) {
        const markup = rowMarkup(grid, row, cells);
        if (markup === '') blankRows.add(number);
        else fresh += `<g id="r${number}">${markup}</g>\n`;
      }
      if (blankRows.has(number)) continue;
      uses += `<use href="#r${number}"${row === 0 ? '' : ` y="${row * cellHeight}"`}/>`;
    }
    return { fresh: fresh === '' ? '' : `<defs>${fresh}</defs>`, uses };
  };

  return {
    begin: (film) => {
      info = film;
      const clip = `x="${originX}" y="${originY}" width="${size.width}" height="${size.height}"`;
      const window = windowMarkup(options.picture, geometry);
      return encoder.encode(
        `${head(film, geometry, options.picture.scale)}${window}\n<svg ${clip} overflow="hidden" xml:space="preserve"><g class="f">\n`,
      );
    },
    frame: ({ grid, atMs, changed, overlay }) => {
      if (strip.times.length > 0 && (changed.width === 0 || changed.height === 0)) return null;
      const { fresh, uses } = rowsOf(grid);
      const { x, y } = placeOf(strip.times.length, size);
      const marks = cursorMarkup(grid, cells) + overlayMarkup(overlay ?? '', size, cells);
      strip.times.push(atMs);
      strip.last = keepText(grid);
      return encoder.encode(`${fresh}<g transform="translate(${x} ${y})">${uses}${marks}</g>\n`);
    },
    end: () => {
      const moves = info === null ? '' : animation(strip, info, size);
      const style = `<style>${styleSheet(options, fontSize)}${moves}</style>`;
      return encoder.encode(
        `</g></svg>\n<desc>${xmlText(strip.last === null ? '' : readableText(strip.last))}</desc>${style}</svg>\n`,
      );
    },
  };
}
