import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { rolldown } from 'rolldown';

// One file per entry and per lazy import: a start opens a handful of files instead of hundreds.
const bundle = await rolldown({
  input: { main: 'src/main.ts', index: 'src/index.ts' },
  platform: 'node',
  external: (id) => id.startsWith('node:') || builtinModules.includes(id) || !/^[./]/.test(id),
});
rmSync('dist', { recursive: true, force: true });
await bundle.write({
  dir: 'dist',
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
  // The entry must stay tiny: `--version` loads it and nothing else.
  minify: false,
});
await bundle.close();
chmodSync('dist/main.js', 0o755);
execFileSync('tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' });
