import type { Directive } from './directive.ts';
import { outputKind } from './output-kind.ts';
import { isHeaderCommand } from './read/note-header.ts';
import { SETTINGS } from './tables.ts';
import type { SettingName } from './tables.ts';
import type { TapeSettings } from './tape-settings.ts';
import { readTapeTime } from './tape-time.ts';
import type { ParsedTape, TapeCommand } from './tape.ts';
import { withoutVhsOnly } from './vhs-only.ts';

type SetValues = ReadonlyMap<SettingName, string>;

const STANDARDS: SetValues = new Map(SETTINGS.map(({ name, standard }) => [name, standard]));

/** What is set in the header; the last one counts. `Shell` counts wherever it stands, as in VHS. */
function setValues(commands: readonly TapeCommand[], headerEnd: number): SetValues {
  return new Map(
    commands.flatMap((command, index) =>
      command.type === 'set' && (index < headerEnd || command.setting === 'Shell')
        ? [[command.setting, command.value] as const]
        : [],
    ),
  );
}

/** The value, or the default where a strict tape says what is no number. */
function numberOf(values: SetValues, name: SettingName): number {
  const standard = Number.parseFloat(STANDARDS.get(name) ?? '');
  const text = (values.get(name) ?? '').replace(/%$/, '');
  return /^(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : standard;
}

const timeOf = (values: SetValues, name: SettingName): number =>
  readTapeTime(values.get(name) ?? '') ?? readTapeTime(STANDARDS.get(name) ?? '') ?? 0;

const textOf = (values: SetValues, name: SettingName): string => values.get(name) ?? STANDARDS.get(name) ?? '';

/** Null for nothing and for an empty text. */
const givenText = (values: SetValues, name: SettingName): string | null => values.get(name) || null;

/** The outputs in order; as in VHS, a later one of the same kind takes the place of the earlier. */
function outputsOf(commands: readonly TapeCommand[]): TapeSettings['outputs'] {
  const outputs = commands.flatMap((command): TapeSettings['outputs'] => {
    if (command.type === 'output') return [{ kind: command.kind, path: command.path }];
    if (command.type !== 'directive' || command.directive.name !== 'output') return [];
    const kind = outputKind(command.directive.path);
    return kind === null ? [] : [{ kind, path: command.directive.path }];
  });
  return outputs.filter(({ kind }, index) => !outputs.slice(index + 1).some((later) => later.kind === kind));
}

/** The directives of this name; `Extract` would miss those that share a type with another name. */
type Named<Name, One = Directive> = One extends { readonly name: infer Known }
  ? Name extends Known
    ? One
    : never
  : never;

/** The last directive of this name, wherever it stands: it holds for the whole run. */
function lastOf<Name extends Directive['name']>(commands: readonly TapeCommand[], name: Name): Named<Name> | undefined {
  const found = commands.findLast((command) => command.type === 'directive' && command.directive.name === name);
  return found?.type === 'directive' ? (found.directive as Named<Name>) : undefined;
}

function cellsOf(commands: readonly TapeCommand[], values: SetValues): TapeSettings['cells'] {
  const size = lastOf(commands, 'size');
  if (size !== undefined) return { columns: size.columns, rows: size.rows };
  if (!values.has('Columns') && !values.has('Rows')) return null;
  // One side alone: the other is that of a terminal as everybody knows it.
  const side = (name: 'Columns' | 'Rows', usual: number): number => numberOf(values, name) || usual;
  return { columns: side('Columns', 80), rows: side('Rows', 24) };
}

/**
 * What the tape asks for as a whole. `Set` counts in the header: before the first command that is no `Set`, `Output` or
 * `Require` (comments, and so directives, do not end it). `Set Shell`, `Env`, `Require` and `Output` count wherever they
 * stand, and so do directives about the run; `settle` and `idle-limit` may change on the way and are the header's here.
 * Parts between `vhs-only begin` and `end` are left out. Never fails: what cannot be read has its default.
 */
export function settingsOf(parsed: Pick<ParsedTape, 'commands'>): TapeSettings {
  const commands = withoutVhsOnly(parsed.commands);
  const bodyStart = commands.findIndex((command) => !isHeaderCommand(command));
  const headerEnd = bodyStart === -1 ? commands.length : bodyStart;
  const header = commands.slice(0, headerEnd);
  const values = setValues(commands, headerEnd);
  const cells = cellsOf(commands, values);
  const exec = lastOf(commands, 'exec')?.argv ?? null;
  const idle = lastOf(header, 'idle-limit');
  const settle = lastOf(header, 'settle');
  const hold = lastOf(commands, 'hold-last');
  return {
    shell: exec === null ? textOf(values, 'Shell') : null,
    exec,
    fontFamily: givenText(values, 'FontFamily'),
    fontSize: numberOf(values, 'FontSize'),
    letterSpacing: numberOf(values, 'LetterSpacing'),
    lineHeight: numberOf(values, 'LineHeight'),
    width: cells === null ? numberOf(values, 'Width') : null,
    height: cells === null ? numberOf(values, 'Height') : null,
    cells,
    padding: numberOf(values, 'Padding'),
    margin: numberOf(values, 'Margin'),
    marginFill: givenText(values, 'MarginFill'),
    windowBar: textOf(values, 'WindowBar'),
    windowBarSize: numberOf(values, 'WindowBarSize'),
    borderRadius: numberOf(values, 'BorderRadius'),
    framerate: numberOf(values, 'Framerate'),
    playbackSpeed: numberOf(values, 'PlaybackSpeed'),
    loopOffset: numberOf(values, 'LoopOffset'),
    cursorBlink: textOf(values, 'CursorBlink') === 'true',
    typingSpeedMs: timeOf(values, 'TypingSpeed'),
    theme: givenText(values, 'Theme'),
    themes: lastOf(commands, 'themes')?.themes ?? [],
    waitTimeoutMs: timeOf(values, 'WaitTimeout'),
    waitPattern: textOf(values, 'WaitPattern'),
    outputs: outputsOf(commands),
    requires: commands.flatMap((command) => (command.type === 'require' ? [command.program] : [])),
    env: commands.flatMap((command) => (command.type === 'env' ? [[command.name, command.value] as const] : [])),
    clock: lastOf(commands, 'clock')?.clock ?? null,
    seed: lastOf(commands, 'seed')?.seed ?? null,
    timezone: lastOf(commands, 'timezone')?.value ?? 'UTC',
    locale: lastOf(commands, 'locale')?.value ?? 'C.UTF-8',
    unicode: lastOf(commands, 'unicode')?.version ?? 15,
    settleMs: settle?.ms ?? null,
    holdLastMs: hold?.ms ?? null,
    idleLimitMs: idle?.ms ?? null,
  };
}
