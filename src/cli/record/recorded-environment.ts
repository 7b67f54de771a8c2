import type { RecordIo } from './record-io.ts';

/** The variables that are set: what a program that is started can be given. */
export const recordedEnvironment = ({ env }: Pick<RecordIo, 'env'>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
