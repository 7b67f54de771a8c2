import { fail } from '../../../shared/result.ts';
import type { FilmFrame } from '../../encode/encoder.ts';
import { OUTPUT_KINDS } from '../../encode/output-kinds.ts';
import type { DrawnKind, FilmKind } from '../../encode/output-kinds.ts';
import type { FilmOutput, FilmProblem, WrittenOutput } from '../film.ts';
import { openWriter } from './output-writer.ts';
import { tooManyPixels } from './picture-limit.ts';
import type { OutputWriter, WriterSetting } from './writer.ts';

export type DrawnOutput = FilmOutput & { readonly kind: FilmKind };

/** The writers of one run through a film. One that fails leaves, tells why, and the others go on. */
export interface Seats {
  wanting(feed: DrawnKind['feed']): readonly Seat[];
  give(seat: Seat, frame: FilmFrame): Promise<void>;
  /** Finishes every writer that is left. */
  finish(): Promise<void>;
  /** Discards every writer that is left. */
  clear(): Promise<void>;
}

export interface Seat {
  readonly output: DrawnOutput;
  readonly traits: DrawnKind;
  readonly writer: OutputWriter;
}

export interface Ledger {
  readonly outputs: WrittenOutput[];
  readonly problems: FilmProblem[];
}

export async function openSeats(
  wanted: readonly DrawnOutput[],
  settingOf: (kind: FilmKind) => WriterSetting,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<Seats> {
  const taken: Seat[] = [];
  for (const output of wanted) {
    const setting = settingOf(output.kind);
    const { width, height } = setting.info;
    const refused = OUTPUT_KINDS[output.kind].pixels ? tooManyPixels(output.path, width, height) : null;
    const writer = refused === null ? await openWriter(output, setting, signal) : fail(refused);
    if (writer.ok) taken.push({ output, traits: OUTPUT_KINDS[output.kind], writer: writer.value });
    else ledger.problems.push({ path: output.path, message: writer.error });
  }
  const leave = (seat: Seat): void => void taken.splice(taken.indexOf(seat), 1);
  const drop = async (seat: Seat, message: string): Promise<void> => {
    leave(seat);
    ledger.problems.push({ path: seat.output.path, message });
    await seat.writer.discard();
  };
  return {
    wanting: (feed) => taken.filter(({ traits }) => traits.feed === feed),
    give: async (seat, frame) => {
      const problem = await seat.writer.frame(frame);
      if (problem !== null && !signal.aborted) await drop(seat, problem);
    },
    finish: async () => {
      for (const seat of taken.slice()) {
        if (signal.aborted) return;
        const finished = await seat.writer.finish();
        if (!finished.ok) {
          if (!signal.aborted) await drop(seat, finished.error);
          continue;
        }
        leave(seat);
        ledger.outputs.push({ kind: seat.output.kind, path: seat.output.path, ...finished.value });
      }
    },
    clear: async () => {
      for (const seat of taken.splice(0)) await seat.writer.discard();
    },
  };
}
