import { readFile, rm } from 'node:fs/promises';
import type { GoldenStore } from '../../../recorder/check/golden/golden-store.ts';
import { fail, ok } from '../../../shared/result.ts';
import { systemReason } from '../../../shared/system-reason.ts';
import { systemCode } from '../../../shared/system-code.ts';
import { writeWhole } from '../files/write-whole.ts';

/** Goldens as files; one has its name only when it is whole. */
export const fileStore: GoldenStore = {
  async read(path) {
    try {
      return ok(await readFile(path, 'utf8'));
    } catch (error) {
      const isMissing = systemCode(error) === 'ENOENT';
      return isMissing ? ok(null) : fail(`${path} cannot be read: ${systemReason(error)}`);
    }
  },
  async write(path, content) {
    try {
      await writeWhole(path, content);
      return ok(null);
    } catch (error) {
      return fail(`${path} cannot be written: ${systemReason(error)}`);
    }
  },
  async remove(path) {
    try {
      await rm(path, { force: true });
      return ok(null);
    } catch (error) {
      return fail(`${path} cannot be removed: ${systemReason(error)}`);
    }
  },
};
