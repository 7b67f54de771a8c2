import { loadThemes } from '../../recorder/picture/themes.ts';
import { fontFilesIn } from '../../recorder/picture/font-folder.ts';
import { jsonLine } from '../../store/log/json-line.ts';
import type { RecordArguments } from './arguments.ts';
import { recorderData } from './recorder-data.ts';
import { RECORD_EXIT } from '../../recorder/play/exit-code.ts';
import type { RecordIo } from './record-io.ts';

/** The names that `Set Theme` and `--theme` take, one a line. */
export function listThemes({ values }: RecordArguments, io: RecordIo): number {
  const { names } = loadThemes(fontFilesIn(recorderData()));
  if (values.json === true) io.out(jsonLine(names));
  else for (const name of names) io.out(name);
  return RECORD_EXIT.ok;
}

/** Asked for a character in this order; the first font that has it draws it. */
const FONTS = [
  { name: 'JetBrains Mono', covers: 'Latin, Greek, Cyrillic; regular, bold, italic, bold italic', licence: 'OFL-1.1' },
  {
    name: 'our own shapes',
    covers: 'box drawing, blocks, Braille, Powerline: joined without gaps',
    licence: 'Apache-2.0',
  },
  { name: 'DejaVu Sans Mono', covers: 'arrows, mathematics, symbols, dingbats', licence: 'Bitstream Vera' },
  {
    name: 'Twemoji',
    covers: 'emoji in colour, with skin tones, families and flags',
    licence: 'OFL-1.1, artwork CC BY 4.0',
  },
  { name: 'GNU Unifont', covers: 'Chinese, Japanese, Korean and the rest of the basic plane', licence: 'OFL-1.1' },
] as const;

export function listFonts({ values }: RecordArguments, io: RecordIo): number {
  if (values.json === true) io.out(jsonLine(FONTS));
  else for (const { name, covers, licence } of FONTS) io.out(`${name.padEnd(18)} ${covers} (${licence})`);
  return RECORD_EXIT.ok;
}
