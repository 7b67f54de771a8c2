import { readFileSync } from 'node:fs';

/**
 * False when the shell runs this job in the background, where touching the terminal would stop it again. True also where
 * the system does not tell, as macOS: there a shell shows the job as stopped until it is brought to the front.
 */
export function isInForeground(): boolean {
  try {
    return standsInFront(readFileSync('/proc/self/stat', 'utf8'));
  } catch {
    return true;
  }
}

/** Compares the process group with that of the terminal, in the form of Linux: `pid (name) state parent group session tty foreground …`. */
export function standsInFront(stat: string): boolean {
  const [, , group, , , inFront] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return inFront === undefined || Number(inFront) <= 0 || group === inFront;
}
