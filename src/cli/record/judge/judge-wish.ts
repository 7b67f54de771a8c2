import type { TapeCommand } from '../../../recorder/tape/tape.ts';
import type { RecordValues } from '../options.ts';

/** Who is to judge a film, and by what. */
export interface JudgeWish {
  /** A file, or a name in `recordings/rubrics`; null when only a prompt is asked. */
  readonly rubric: string | null;
  /** Null: as many as the rubric says. */
  readonly frames: number | null;
  readonly model: string | null;
  readonly url: string | null;
  /** Stored answers to take instead of asking. */
  readonly replay: string | null;
}

const DEFAULT_RUBRIC = 'default';

/** What options, or else a tape's `judge` directive, ask for; null when nobody is to judge. */
export function judgeWish(values: RecordValues, commands: readonly TapeCommand[] = []): JudgeWish | null {
  const directive = commands.flatMap((command) =>
    command.type === 'directive' && command.directive.name === 'judge' ? [command.directive] : [],
  );
  const own = directive.at(-1);
  const rubric = values.judge ?? own?.rubric ?? (values['judge-replay'] === undefined ? null : DEFAULT_RUBRIC);
  if (rubric === null) return null;
  return {
    rubric,
    frames: values.judge === undefined ? (own?.frames ?? null) : null,
    model: values['judge-model'] ?? null,
    url: values['judge-url'] ?? null,
    replay: values['judge-replay'] ?? null,
  };
}
