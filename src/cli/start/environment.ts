import { readFileSync } from 'node:fs';
import { envFilePlaces, mergeEnvironment } from '../../config/find/dotenv.ts';
import type { VariableOrigins } from '../../config/find/dotenv.ts';
import type { Environment } from '../../config/text/expand.ts';
import type { Io } from '../io.ts';
import { systemCode } from '../../shared/system-code.ts';

/** What the process has, filled up from the `.env` files. A file that cannot be read is told and skipped. */
export function readEnvironment({ env, cwd, home, err }: Io): { env: Environment; origins: VariableOrigins } {
  const files = envFilePlaces(cwd, home).flatMap((path) => {
    try {
      return [{ path, text: readFileSync(path, 'utf8') }];
    } catch (error) {
      const missing = ['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '');
      if (!missing) err.line(`⚠️ ${path} cannot be read and is skipped`);
      return [];
    }
  });
  return mergeEnvironment(env, files);
}
