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
