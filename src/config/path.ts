/** The way to a value in a configuration: map keys and 0-based list positions. */
export type Path = readonly (string | number)[];

/** `['agents', 0, 'backend', 'type']` → `agents[0].backend.type`; the empty path is `root`. */
export function formatPath(path: Path): string {
  if (path.length === 0) return 'root';
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
}
