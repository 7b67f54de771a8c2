import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { systemReason } from '../../../shared/system-reason.ts';
import { systemCode } from '../../../shared/system-code.ts';

const MOST_TRIES = 100;

/**
 * Writes a file that must not exist. If somebody else has made one of that name meanwhile, a number is added: what was
 * recorded is not lost, and neither is theirs. Gives the name that was used; the failure is a sentence.
 */
export function writeNewFile(name: string, cwd: string, text: string): Result<string, string> {
  for (let number = 1; ; number += 1) {
    const used = number === 1 ? name : name.replace(/(\.[^./\\]*)?$/, (extension) => `-${number}${extension}`);
    try {
      writeFileSync(resolve(cwd, used), text, { flag: 'wx' });
      return ok(used);
    } catch (cause) {
      const isTaken = systemCode(cause) === 'EEXIST';
      if (!isTaken || number === MOST_TRIES) {
        const reason = systemReason(cause, { ENOENT: 'its folder is not there' });
        return fail(`${used} cannot be written: ${reason}; name another place with --tape`);
      }
    }
  }
}
