import type { Section } from '../section.ts';

const startsWithOneOf = (model: string, prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => model.toLowerCase().startsWith(prefix));

/** Habits some model families need to be told when they can write files; empty for all others. */
export function fileGuidance({
  model,
  canWriteFiles,
}: {
  readonly model: string;
  readonly canWriteFiles: boolean;
}): readonly Section[] {
  if (!canWriteFiles) return [];
  return [
    {
      id: 'file_persistence',
      priority: 4,
      tag: null,
      text: startsWithOneOf(model, ['gpt-5', 'grok'])
        ? 'What the user is meant to keep belongs in files: write it there, and let the answer name them.'
        : '',
    },
    {
      id: 'file_encoding',
      priority: 4,
      tag: null,
      text: startsWithOneOf(model, ['grok'])
        ? 'Write file contents as they are meant to be read: a literal < or & stays as it is, never as an HTML entity.'
        : '',
    },
  ];
}
