import { FONT_FILES } from './font-set.ts';

/** What the recorder draws with, for people who ask (`massgen record fonts`). */
export interface BundledFont {
  readonly family: string;
  readonly version: string;
  readonly licence: string;
  /** Files in the folder of the recorder's data. */
  readonly files: readonly string[];
  readonly licenceFile: string;
  readonly covers: string;
}

/** In the order they are asked for a character. */
export const BUNDLED_FONTS: readonly BundledFont[] = [
  {
    family: 'JetBrains Mono',
    version: '2.211',
    licence: 'OFL-1.1',
    files: [FONT_FILES.regular, FONT_FILES.bold, FONT_FILES.italic, FONT_FILES.boldItalic],
    licenceFile: 'fonts/JetBrainsMono.LICENSE.txt',
    covers: 'Latin, Greek, Cyrillic',
  },
  {
    family: 'DejaVu Sans Mono',
    version: '2.37',
    licence: 'Bitstream-Vera',
    files: [FONT_FILES.symbols],
    licenceFile: 'fonts/DejaVuSansMono.LICENSE.txt',
    covers: 'arrows, symbols, Arabic',
  },
  {
    family: 'GNU Unifont',
    version: '15.0.01',
    licence: 'OFL-1.1',
    files: [FONT_FILES.bitmaps],
    licenceFile: 'fonts/unifont.LICENSE.txt',
    covers: 'the rest of the basic plane: Chinese, Japanese, Korean and more',
  },
  {
    family: 'Twemoji Mozilla',
    version: '0.7.0',
    licence: 'OFL-1.1, artwork CC-BY-4.0',
    files: [FONT_FILES.emoji],
    licenceFile: 'fonts/Twemoji.LICENSE.txt',
    covers: 'colour emoji',
  },
];
