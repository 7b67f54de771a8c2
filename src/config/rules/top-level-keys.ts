import type { Path } from '../path.ts';
import type { RawMap, Reader } from '../reader.ts';
import { isRawMap } from '../reader.ts';
import type { FieldSpec } from '../schema/field.ts';
import { isKind } from '../schema/shape.ts';
import { TOP_LEVEL } from '../schema/top-level.ts';
import { UI } from '../schema/ui.ts';
import { reportUnknownKey } from '../unknown-key.ts';

/** Tells unknown keys of the root and folds a `display:` block, which some files have by mistake, into `ui:`. */
export function readTopLevelKeys(root: RawMap, reader: Reader): RawMap {
  for (const name of Object.keys(root)) {
    // Keys that begin with x- are for the file's own anchors.
    const isKnown =
      Object.hasOwn(TOP_LEVEL.fields, name) || name === 'agent' || name === 'display' || name.startsWith('x-');
    if (!isKnown) reportUnknownKey(TOP_LEVEL, name, [], reader);
  }
  return foldDisplaySettings(Object.hasOwn(root, 'display') ? foldDisplay(root, reader) : root, reader);
}

const uiField = (name: string): FieldSpec | undefined =>
  Object.hasOwn(UI.fields, name) ? UI.fields[name as keyof typeof UI.fields] : undefined;

/** What stands in `ui.display_kwargs` counts as if it stood in `ui`, and wins; what `ui` would not take is noticed. */
function foldDisplaySettings(root: RawMap, reader: Reader): RawMap {
  const { ui } = root as RawMap & Record<'ui', unknown>;
  const settings = isRawMap(ui) ? (ui as RawMap & Record<'display_kwargs', unknown>).display_kwargs : undefined;
  if (!isRawMap(ui) || !isRawMap(settings)) return root;
  const taken = Object.entries(settings).filter(([name, value]) => {
    const field = name === 'display_kwargs' ? undefined : uiField(name);
    if (field !== undefined && isKind(field.shape, value)) return true;
    const message = `"${name.slice(0, 80)}" is no display setting${field === undefined ? '' : ' with such a value'}; it has no effect`;
    const finding = { code: 'CFG_ALIAS', severity: 'note', message, suggestion: null } as const;
    reader.report(['ui', 'display_kwargs', name], finding, 'key');
    return false;
  });
  return taken.length === 0 ? root : { ...root, ui: { ...ui, ...Object.fromEntries(taken) } };
}

/** MassGen never reads the block, so nothing in it can be wrong: what `ui` would take is taken, the rest is noticed. */
function foldDisplay(root: RawMap, reader: Reader): RawMap {
  const note = (path: Path, message: string): void =>
    reader.report(path, { code: 'CFG_ALIAS', severity: 'note', message, suggestion: 'Use "ui".' }, 'key');
  const { display, ui } = root as RawMap & Record<'display' | 'ui', unknown>;
  if (!isRawMap(display)) {
    note(['display'], '"display" is no key here; it has no effect');
    return root;
  }
  if (Object.entries(display).some(([name, value]) => name !== 'type' || value !== 'rich_terminal'))
    note(['display'], '"display" is read as "ui"');
  const taken: [string, unknown][] = [];
  for (const [name, value] of Object.entries(display)) {
    const uiName = name === 'type' ? 'display_type' : name;
    const field = uiField(uiName);
    if (field !== undefined && isKind(field.shape, value)) taken.push([uiName, value]);
    else note(['display', name], `"display.${name.slice(0, 80)}" has no effect`);
  }
  if (taken.length === 0 || (ui !== undefined && !isRawMap(ui))) return root;
  return { ...root, ui: { ...Object.fromEntries(taken), ...ui } };
}
