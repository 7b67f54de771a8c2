import { spawnSync } from 'node:child_process';

/**
 * Node's raw mode leaves the system turning each line feed into two characters on its way out, which was done already for
 * the recorded program: one that moves down by a line feed would land in the first column. Leaving raw mode undoes this.
 * Where there is no `stty`, lines are as Node has them.
 */
export function passOutputUnchanged(): void {
  if (process.platform !== 'win32') spawnSync('stty', ['-opost'], { stdio: ['inherit', 'ignore', 'ignore'] });
}
