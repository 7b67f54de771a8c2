/** What people write where a key is asked for and none is needed: hiding these words would garble whole logs. */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  'changeme',
  'dummy',
  'empty',
  'fake',
  'local',
  'lm-studio',
  'no-key',
  'none',
  'not-needed',
  'null',
  'ollama',
  'rehearsal',
  'sglang',
  'sk-no-key-required',
  'test',
  'token',
  'true',
  'vllm',
]);

const SHORTEST_KEY = 4;

/** Whether a text that was configured as a key has to be hidden. Shorter ones than four characters cannot be. */
export const isSecretValue = (text: string): boolean =>
  text.trim().length >= SHORTEST_KEY && !PLACEHOLDERS.has(text.trim().toLowerCase());

/**
 * The values among these that have to be hidden, longest first: a secret inside another must not leave a rest of it.
 * Without the blanks around them, which get lost on the way to whoever repeats them.
 */
export const secretValues = (values: readonly string[]): readonly string[] =>
  [...new Set(values.map((value) => value.trim()))]
    .filter(isSecretValue)
    .toSorted((left, right) => right.length - left.length);

/** `text` with `mark` in the place of every secret. `secrets` as `secretValues` gives them. */
export function withoutSecrets(text: string, secrets: readonly string[], mark: string): string {
  let clean = text;
  for (const secret of secrets) if (clean.includes(secret)) clean = clean.replaceAll(secret, () => mark);
  return clean;
}
