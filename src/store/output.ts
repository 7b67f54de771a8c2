import { join } from 'node:path';
import type { FileQueue } from './files/file-queue.ts';
import { createChunkMask } from './secrets/chunk-mask.ts';
import type { Output } from './projections/projection.ts';
import type { Redactor } from './secrets/redactor.ts';

/** The way of a projection's files to the disk: into the attempt's folder, through the redactor. */
export function createOutput(dir: string, queue: FileQueue, redactor: Redactor): Output {
  const mask = createChunkMask(redactor.secrets);
  return {
    text: (path, render) => queue.write(join(dir, path), () => redactor.text(render())),
    json: (path, render) => queue.write(join(dir, path), () => redactor.json(render(), 2)),
    append: (path, text, rotation) => queue.append(join(dir, path), mask.next(`file ${path}`, text), rotation),
    piece: (stream, text) => mask.next(`piece ${stream}`, text),
    link: (path, target) => queue.link(join(dir, path), target),
    jsonText: (value) => redactor.json(value, 2),
    preview: (text, limit) => cutText(redactor.text(text), limit),
  };
}

/** The first `limit` UTF-16 units, never half a character. */
function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? limit - 1 : limit);
}
