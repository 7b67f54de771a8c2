import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'fflate';
import { packBitmaps } from '../src/recorder/picture/fonts/bitmap-font.ts';
import type { PackedGlyph } from '../src/recorder/picture/fonts/bitmap-font.ts';
import { parseOutlineFont } from '../src/recorder/picture/fonts/outline-font.ts';
import { geometryShapes } from '../src/recorder/picture/geometry-glyphs.ts';

/**
 * Makes `src/recorder/data/fonts/unifont.pack` out of GNU Unifont's `unifont.hex`:
 *
 *   node scripts/pack-fonts.ts /usr/share/unifont/unifont.hex
 *
 * The file comes from the package `unifont` of Debian 12. What the outline fonts or the geometry draw is left out, and so
 * are control characters and private use. The same source gives the same bytes.
 */
const SOURCE = {
  version: '15.0.01',
  sha256: 'fe93c0df9a69e71df0fcf9e71af3adab3c85a393b1a3cae1eb32f69880fc1841',
};
const FONTS = 'src/recorder/data/fonts';
const OUTLINES = ['JetBrainsMono-Regular.ttf', 'DejaVuSansMono.ttf'];

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('say where unifont.hex lies');
const source = readFileSync(path);
const sha256 = createHash('sha256').update(source).digest('hex');
if (sha256 !== SOURCE.sha256) throw new Error(`this is not Unifont ${SOURCE.version}: its SHA-256 is ${sha256}`);

const drawn = new Set(
  OUTLINES.flatMap((name) => {
    const { tables } = parseOutlineFont(readFileSync(`${FONTS}/${name}`));
    return Object.keys(tables.cmap.glyphIndexMap).map(Number);
  }),
);
const isControl = (code: number): boolean => code < 0x20 || (code >= 0x7f && code < 0xa0) || code >= 0xfffe;
const isPrivate = (code: number): boolean => code >= 0xd800 && code < 0xf900;

const glyphs = source
  .toString('latin1')
  .trim()
  .split('\n')
  .map((line): PackedGlyph => {
    const [code = '', rows = ''] = line.split(':');
    return { codePoint: Number.parseInt(code, 16), bytes: Buffer.from(rows, 'hex') };
  })
  .filter(
    ({ codePoint: code }) =>
      !isControl(code) && !isPrivate(code) && !drawn.has(code) && geometryShapes(code, 8, 16) === null,
  );
const packed = deflateSync(packBitmaps(glyphs), { level: 9, mem: 12 });
writeFileSync(`${FONTS}/unifont.pack`, packed);
console.log(
  `${glyphs.length} glyphs, ${packed.length} bytes, SHA-256 ${createHash('sha256').update(packed).digest('hex')}`,
);
