import { LogUnwritable } from '../../runtime/ports/log.ts';
import { systemCode } from '../../shared/system-code.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; free some space, or choose another disk with MASSGEN_LOG_BASE_DIR',
  EDQUOT: 'your disk quota is used up; free some space, or choose another disk with MASSGEN_LOG_BASE_DIR',
  EROFS: 'the file system is read-only; choose another folder with MASSGEN_LOG_BASE_DIR',
  EACCES: 'permission denied; choose a folder you may write to with MASSGEN_LOG_BASE_DIR',
  EPERM: 'permission denied; choose a folder you may write to with MASSGEN_LOG_BASE_DIR',
  ENOENT:
    'the folder is not there, or was removed while the run was going on; choose one that stays with MASSGEN_LOG_BASE_DIR',
  ENOTDIR: 'a file stands where a folder is needed; choose another folder with MASSGEN_LOG_BASE_DIR',
  EMFILE: 'too many files are open; raise the limit (ulimit -n)',
  EIO: 'the disk reports an error; choose another disk with MASSGEN_LOG_BASE_DIR',
};

/** What the system said, in words, with a way out. */
export function unwritable(path: string, cause: unknown): LogUnwritable {
  if (cause instanceof LogUnwritable) return cause;
  const code = systemCode(cause) ?? '';
  const reason = REASONS[code] ?? (cause instanceof Error ? cause.message : String(cause));
  return new LogUnwritable(path, cause, reason, code === 'ENOENT');
}

/** The file is still open but has no name any more. */
export const removed = (path: string): LogUnwritable => new LogUnwritable(path, undefined, REASONS['ENOENT'], true);
