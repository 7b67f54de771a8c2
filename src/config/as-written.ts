import type { Finding } from './diagnostic.ts';
import type { Path } from './path.ts';
import { show } from './reader.ts';

const valueAt = (tree: unknown, path: Path): unknown =>
  path.reduce(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Readonly<Record<string | number, unknown>>)[part]
        : undefined,
    tree,
  );

/** A finding that repeats what the file says instead of what a variable holds, which may be a secret. */
export function asWritten(finding: Finding, path: Path, written: unknown, filled: unknown): Finding {
  const [raw, value] = [valueAt(written, path), valueAt(filled, path)];
  if (typeof raw !== 'string' || typeof value !== 'string' || raw === value) return finding;
  return { ...finding, message: finding.message.replaceAll(show(value), () => show(raw)) };
}
