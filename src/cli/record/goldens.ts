import type { FontFiles } from '../../recorder/picture/picture.ts';
import type { GoldenPort } from '../../recorder/play/play-ports.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { RecordValues } from './options.ts';
import type { RecordIo } from './record-io.ts';

export function goldensOf(
  _tape: string,
  _values: RecordValues,
  _fonts: FontFiles,
  _io: RecordIo,
): Result<GoldenPort, string> {
  return ok((golden, view) =>
    Promise.resolve({
      rule: 'golden',
      ok: false,
      severity: 'error',
      timeout: false,
      atMs: view.atMs,
      at: golden.at,
      message: 'not yet',
      rows: null,
      evidence: null,
    }),
  );
}
