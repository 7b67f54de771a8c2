import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolders } from '../../store/files/make-folder.ts';
import type { JudgeFrame } from '../judge/judge-frame.ts';
import type { KeptFrame } from './recording-result.ts';

/** Writes frames into a folder, so that an agent can look at them itself: a text and its pictures for each. */
export async function keepFrames(folder: string, frames: readonly JudgeFrame[]): Promise<readonly KeptFrame[]> {
  makeFolders(folder);
  const kept: KeptFrame[] = [];
  for (const { number, atMs, phase, rows, tiles } of frames) {
    const stem = join(folder, `frame_${String(number).padStart(2, '0')}`);
    const textPath = `${stem}.txt`;
    await writeFile(textPath, `${rows.join('\n')}\n`);
    const picturePaths: string[] = [];
    for (const [index, { png }] of tiles.entries()) {
      const path = tiles.length === 1 ? `${stem}.png` : `${stem}_${index + 1}.png`;
      await writeFile(path, png);
      picturePaths.push(path);
    }
    kept.push({ number, seconds: atMs / 1000, phase, text_path: textPath, picture_paths: picturePaths });
  }
  return kept;
}
