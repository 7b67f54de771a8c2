import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { RecordingParameters } from './parameters.ts';

interface Kind {
  readonly fits: (value: unknown) => boolean;
  /** The end of "config_path must be …". */
  readonly words: string;
  readonly isRequired?: true;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isPath = (value: unknown): boolean => isText(value) && value !== '' && !value.includes('\0');

const PATH: Kind = { fits: isPath, words: 'a path' };
const TEXT: Kind = { fits: isText, words: 'a text' };
const NUMBER: Kind = { fits: (value) => typeof value === 'number' && Number.isFinite(value), words: 'a number' };

const KINDS: Readonly<Record<keyof RecordingParameters, Kind>> = {
  config_path: { ...PATH, isRequired: true },
  question: { fits: (value) => isText(value) && value.trim() !== '', words: 'a text, not empty', isRequired: true },
  evaluation_prompt: TEXT,
  output_format: TEXT,
  num_frames: NUMBER,
  timeout_seconds: NUMBER,
  width: NUMBER,
  height: NUMBER,
  allowed_paths: { fits: (value) => Array.isArray(value) && value.every(isPath), words: 'a list of folders' },
  agent_cwd: PATH,
};

/**
 * Reads what a model handed in. A parameter that is null is absent, and unknown ones are passed over. The error names
 * everything that is wrong; what the numbers and words mean is looked at later.
 */
export function readParameters(raw: unknown): Result<RecordingParameters, string> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return fail('The parameters must be an object.');
  const given = raw as Readonly<Record<string, unknown>>;
  const read: Record<string, unknown> = {};
  const wrong: string[] = [];
  for (const [name, { fits, words, isRequired }] of Object.entries(KINDS)) {
    const value = Object.hasOwn(given, name) ? (given[name] ?? undefined) : undefined;
    if (value === undefined) {
      if (isRequired === true) wrong.push(`${name} is missing.`);
    } else if (fits(value)) read[name] = value;
    else wrong.push(`${name} must be ${words}.`);
  }
  // Every parameter is in the table, and each was looked at above.
  return wrong.length > 0 ? fail(wrong.join(' ')) : ok(read as unknown as RecordingParameters);
}
