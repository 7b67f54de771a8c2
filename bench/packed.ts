import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
let installed: string | null = null;

/** Packs the project, installs the tarball in an empty folder once per run, and gives the path of its entry. */
export function packedEntry(): string {
  if (installed !== null) return installed;
  const folder = mkdtempSync(join(tmpdir(), 'massgen-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const quiet = { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'] };
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], quiet);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack made no tarball');
  execFileSync('npm', ['init', '-y'], { ...quiet, cwd: folder });
  execFileSync('npm', ['i', '--silent', '--no-audit', '--no-fund', join(folder, tarball)], { ...quiet, cwd: folder });
  installed = join(folder, 'node_modules/massgen/dist/main.js');
  return installed;
}
