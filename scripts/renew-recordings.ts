// Plays every tape of recordings/tapes, stores its goldens anew, and with them the pictures of the README:
//   npm run recordings [-- NAME …]
// recordings/pictures.json keeps the hash of each picture; a test draws them again and compares.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TAPES = 'recordings/tapes';
const PICTURES = 'docs/pictures';

const names = process.argv.slice(2);
const tapes = names.length > 0 ? names.map((name) => `${name}.tape`) : readdirSync(TAPES).toSorted();
for (const tape of tapes) {
  execFileSync(process.execPath, ['src/main.ts', 'record', '--update', join(TAPES, tape)], { stdio: 'inherit' });
}
const hashes = readdirSync(PICTURES)
  .toSorted()
  .map((name) => [
    name,
    createHash('sha256')
      .update(readFileSync(join(PICTURES, name)))
      .digest('hex'),
  ]);
writeFileSync('recordings/pictures.json', `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
