import { systemCode } from './system-code.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'that disk can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EISDIR: 'it is a folder',
  EEXIST: 'it is there already',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its path is a circle of links',
  EMFILE: 'too many files are open',
};

/**
 * Why the system would not read or write a file, for a person: the end of a sentence, without a full stop. `words` go
 * before the usual ones, where the caller knows what a code means.
 */
export function systemReason(cause: unknown, words: Readonly<Record<string, string>> = {}): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = systemCode(cause) ?? '';
  return words[code] ?? REASONS[code] ?? cause.message;
}
