import { statSync } from 'node:fs';
import { envFilePlaces, mergeEnvironment } from '../../config/find/dotenv.ts';
import { pathText } from '../../config/find/path-text.ts';
import type { VariableOrigins } from '../../config/find/dotenv.ts';
import type { Environment } from '../../config/text/expand.ts';
import type { Io } from '../io.ts';
import { readWhole } from '../record/files/read-whole.ts';

/** More than any `.env` has; what stands in its place without an end must not fill the memory. */
const MAX_BYTES = 1_048_576;
/** A password manager may hand the file out through a named pipe. */
const PIPE_MS = 2000;

type Asked = Pick<Io, 'env' | 'cwd' | 'home'> & { readonly err: Pick<Io['err'], 'line'> };

/** What the process has, filled up from the `.env` files. A file that cannot be read is told and skipped. */
export function readEnvironment({ env, cwd, home, err }: Asked): {
  env: Environment;
  origins: VariableOrigins;
} {
  const files = envFilePlaces(cwd, home)
    .filter((path) => mayBeThere(path))
    .flatMap((path) => {
      const read = readWhole(path, MAX_BYTES, { pipeMs: PIPE_MS });
      if (read.ok) return [{ path, text: Buffer.from(read.value).toString('utf8') }];
      err.line(`⚠️ ${pathText(path)} is skipped: it ${read.error}`);
      return [];
    });
  return mergeEnvironment(env, files);
}

/** True also when it cannot be looked at: that is told by who reads it. */
function mayBeThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}
