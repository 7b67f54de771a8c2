import { BACKEND_TYPES } from '../backend-types.ts';

/** `--list-backends`: one line per type with its protocol, default model, key variables and abilities. */
export function backendList(): string {
  const rows = [
    ['type', 'protocol', 'default model', 'key variable', 'can'],
    ...BACKEND_TYPES.map((info) => [
      info.type,
      info.api ?? 'not available yet',
      info.defaultModel ?? (info.takesModel ? '(give one)' : '–'),
      info.keyVariables.join(', ') || '–',
      info.capabilities.join(', ') || '–',
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return `${rows.map(line).join('\n')}\n`;
}
