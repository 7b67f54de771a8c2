import { createReadStream, writeFileSync } from 'node:fs';

/**
 * Stands for ffmpeg: writes down its arguments, the names of its environment and the first byte of every frame it was
 * given, as JSON at the path it was to write. `FAKE` as first argument makes it fail in that way.
 */
const [way = '', ...args] = process.argv.slice(2);
const path = (args.at(-1) ?? '').replace(/^file:/, '');
const [width = 0, height = 0] = (args[args.indexOf('-video_size') + 1] ?? '').split('x').map(Number);
const frameBytes = width * height * 4;

if (way === 'refuse') {
  console.error("Unknown encoder 'libx264'");
  process.exit(1);
}

let count = 0;
const firsts: number[] = [];
for await (const chunk of createReadStream('', { fd: 0 })) {
  const bytes = chunk as Uint8Array;
  for (let at = (frameBytes - (count % frameBytes)) % frameBytes; at < bytes.length; at += frameBytes) {
    firsts.push(bytes[at] ?? 0);
  }
  count += bytes.length;
  if (way === 'die') process.exit(9);
}
if (way !== 'empty') writeFileSync(path, JSON.stringify({ args, env: Object.keys(process.env), count, firsts }));
