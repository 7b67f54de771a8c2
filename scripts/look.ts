// A moment of the demo as a picture, for people who work on the dashboard:
//   npm run look -- --at 12s --size 80x24 --theme light -o look.png
// Takes what `massgen record session` takes; a log folder in front replaces the demo's.
import { spawnSync } from 'node:child_process';

const args = process.argv.slice(2);
const [first = '--'] = args;
const [folder, rest] = first.startsWith('-') ? ['recordings/sessions/demo', args] : [first, args.slice(1)];
const isNamed = rest.some((word) => word === '-o' || word === '--output' || word.startsWith('--output='));
const command = ['src/main.ts', 'record', 'session', folder, ...rest, ...(isNamed ? [] : ['-o', 'look.png'])];
// What went wrong was told; the exit code is that of the command, 1 when it could not even start.
process.exitCode = spawnSync(process.execPath, command, { stdio: 'inherit' }).status ?? 1;
