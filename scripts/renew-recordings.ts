// Plays every tape of recordings/tapes, stores its goldens anew, and with them the pictures of the README:
//   npm run recordings [-- NAME …]
// recordings/pictures.json keeps the hash of each picture; a test draws them again and compares.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TAPES = 'recordings/tapes';
const PICTURES = 'docs/pictures';
/** What lint gives each film: its history is how the dashboard grows better or worse. */
const SCORES = 'recordings/scores.json';

interface Report {
  readonly lint: { readonly uiScore: number | null } | null;
  readonly checks: readonly {
    readonly rule: string;
    readonly ok: boolean;
    readonly severity: string;
    readonly message: string;
  }[];
}

const names = process.argv.slice(2);
const tapes = names.length > 0 ? names.map((name) => `${name}.tape`) : readdirSync(TAPES).toSorted();
const scores = JSON.parse(readFileSync(SCORES, 'utf8')) as Record<string, number | null>;
for (const tape of tapes) {
  const command = ['src/main.ts', 'record', '--update', '--json', join(TAPES, tape)];
  const { status, stdout } = spawnSync(process.execPath, command, {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const report = JSON.parse(stdout) as Report;
  const failed = report.checks.filter(({ ok, severity }) => !ok && severity === 'error');
  for (const { rule, message } of failed) console.error(`${tape}: ${rule}: ${message}`);
  if (status !== 0) process.exit(1);
  scores[tape] = report.lint?.uiScore ?? null;
  console.log(`${tape}: ${String(scores[tape])} of 100`);
}
writeFileSync(SCORES, `${JSON.stringify(scores, null, 2)}\n`);
const hashes = readdirSync(PICTURES)
  .toSorted()
  .map((name) => [
    name,
    createHash('sha256')
      .update(readFileSync(join(PICTURES, name)))
      .digest('hex'),
  ]);
writeFileSync('recordings/pictures.json', `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
