import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

/** Packages whose loading would be most of a start when read file by file (docs/decisions/0002). */
const INLINED = [
  'openai',
  '@anthropic-ai/sdk',
  '@google/genai',
  'yaml',
  'get-east-asian-width',
  '@xterm/headless',
  '@xterm/addon-unicode-graphemes',
  '@xterm/addon-unicode11',
  'fflate',
  'opentype.js',
];

const isInlined = (id: string): boolean => INLINED.some((name) => id === name || id.startsWith(`${name}/`));
const isOurs = (id: string): boolean => id.startsWith('.') || id.startsWith('/');

const bundle = await rolldown({
  // The third is loaded into recorded programs, which take their time from the recorder.
  input: { main: 'src/main.ts', index: 'src/index.ts', 'tick-preload': 'src/recorder/clock/tick-preload.ts' },
  platform: 'node',
  external: (id, importer) => {
    if (id.startsWith('node:') || builtinModules.includes(id)) return true;
    if (isOurs(id) || isInlined(id)) return false;
    // What an inlined package needs is inlined with it, unless it is optional and not there.
    const isFromPackage = importer?.includes('node_modules') ?? false;
    return (
      !isFromPackage ||
      !existsSync(
        join(
          'node_modules',
          id
            .split('/')
            .slice(0, id.startsWith('@') ? 2 : 1)
            .join('/'),
        ),
      )
    );
  },
});
rmSync('dist', { recursive: true, force: true });
const { output } = await bundle.write({
  dir: 'dist',
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
});
await bundle.close();
chmodSync('dist/main.js', 0o755);
cpSync('src/recorder/data', 'dist/recorder-data', { recursive: true });
execFileSync('tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' });
writeNotices(output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])));

/** The licences of every package that is really inside. */
function writeNotices(modules: readonly string[]): void {
  const folders = new Set(modules.flatMap((id) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? []));
  const notices = [...folders].toSorted().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
      string,
      string
    >;
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text =
      file === undefined ? 'The package carries no licence file.' : readFileSync(join(folder, file), 'utf8').trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  writeFileSync('dist/THIRD-PARTY-LICENSES.txt', notices.join(`\n${'-'.repeat(80)}\n\n`));
}
