import type { Hint } from '../views/chrome/footer.ts';
import type { ActionName, Binding, When, Zone } from './keymap.ts';
import { KEYMAP, keyName } from './keymap.ts';

/** What a replay has no use for. */
const OF_LIVE_TURNS: ReadonlySet<string> = new Set(['enter_input', 'interrupt'] satisfies ActionName[]);

/** What decides which keys mean something now. */
export interface HintScene {
  /** The text that is read does not follow its end. Default false. */
  readonly held?: boolean;
  /** A replay. Default false. */
  readonly readOnly?: boolean;
  /** There is more than one agent. Default true. */
  readonly several?: boolean;
  /** The panes could be placed in more than one way. Default false. */
  readonly layouts?: boolean;
}

/** The most useful keys now, for the last row. */
export function hintsFor(
  zone: Exclude<Zone, 'any'>,
  turn: 'none' | 'running' | 'ended',
  { held = false, readOnly = false, several = true, layouts = false }: HintScene = {},
): readonly Hint[] {
  const running = turn === 'running';
  const holds: Readonly<Record<When, boolean>> = {
    always: true,
    running,
    others: running && several,
    layouts: running && layouts,
    ready: turn !== 'ended',
    ended: turn === 'ended',
    held,
  };
  const rows: readonly Binding[] = KEYMAP;
  return rows
    .filter((row) => !readOnly || !OF_LIVE_TURNS.has(row.action))
    .filter((row) => row.zone === zone || (row.zone === 'any' && (zone === 'edit' || zone === 'keys')))
    .flatMap((row) =>
      row.hint !== undefined && holds[row.hint.when]
        ? [{ keys: keyName(row.keys[0] ?? ''), label: row.hint.label, keeps: row.hint.keeps }]
        : [],
    );
}
