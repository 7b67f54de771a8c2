import type { RawMap, Reader } from '../reader.ts';
import { isRawMap } from '../reader.ts';
import { TOP_LEVEL } from '../schema/top-level.ts';
import { reportUnknownKey } from '../unknown-key.ts';

/** Tells unknown keys of the root and folds a `display:` block, which some files have by mistake, into `ui:`. */
export function readTopLevelKeys(root: RawMap, reader: Reader): RawMap {
  for (const name of Object.keys(root)) {
    // Keys that begin with x- are for the file's own anchors.
    const isKnown =
      Object.hasOwn(TOP_LEVEL.fields, name) || name === 'agent' || name === 'display' || name.startsWith('x-');
    if (!isKnown) reportUnknownKey(TOP_LEVEL, name, [], reader);
  }
  const { display } = root as RawMap & { display?: unknown };
  if (!isRawMap(display)) return root;
  const isHarmless = display['type'] === 'rich_terminal' || display['type'] === undefined;
  if (!isHarmless || Object.keys(display).some((name) => name !== 'type')) {
    reader.report(
      ['display'],
      { code: 'CFG_ALIAS', severity: 'note', message: '"display" is read as "ui"', suggestion: 'Use "ui".' },
      'key',
    );
  }
  const ui = root['ui'];
  if (ui !== undefined && !isRawMap(ui)) return root;
  return { ...root, ui: { ...display, ...ui } };
}
