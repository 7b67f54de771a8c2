import { createCluster, nextCluster } from '../../../terminal/text/clusters.ts';
import type { Directive } from '../../tape/directive.ts';
import type { SourceSpan, TapeCommand } from '../../tape/tape.ts';
import { characterBytes, chordBytes, keyBytes, namedKeyBytes, pasteBytes } from '../../terminal/keys.ts';
import { mouseClickBytes, mouseWheelBytes } from '../../terminal/mouse.ts';
import { chordLabel, keyLabel } from './key-labels.ts';
import { ownCheck } from '../own-check.ts';
import type { Script } from './script.ts';
import type { Take } from '../take.ts';

type Command<Type extends TapeCommand['type']> = Extract<TapeCommand, { readonly type: Type }>;
type Mouse = Extract<Directive, { readonly name: 'mouse' }>;

const CTRL_C = '\u0003';

/** One character after the other with a pause behind each; in hidden parts all at once. */
export async function performType(command: Command<'type'>, take: Take, script: Script): Promise<void> {
  const pauseMs = command.perKeyMs ?? script.typingSpeedMs;
  if (take.timeline.hidden) {
    const text = clusters(command.text).map((character) => characterBytes(character, take.emulator.modes));
    await press(text.join(''), null, command.at, take, script);
    return;
  }
  for (const character of clusters(command.text)) {
    if (take.aborted) return;
    await press(characterBytes(character, take.emulator.modes), character, command.at, take, script);
    await take.pause(pauseMs, 'typing');
  }
}

export async function performKeys(command: Command<'key'>, take: Take, script: Script): Promise<void> {
  for (let done = 0; done < command.count && !take.aborted; done += 1) {
    await take.intake.drained(); // the program may have changed what its keys send
    await press(keyBytes(command.key, take.emulator.modes), keyLabel(command.key), command.at, take, script);
    if (!take.timeline.hidden) await take.pause(command.perKeyMs ?? script.typingSpeedMs, 'typing');
  }
}

export async function performChord(command: Command<'chord'>, take: Take, script: Script): Promise<void> {
  await take.intake.drained();
  const bytes = chordBytes(command.modifiers, command.keys, take.emulator.modes);
  await press(bytes, chordLabel(command.modifiers, command.keys), command.at, take, script);
}

/** `F5`, `Shift+Tab`: keys that VHS has no word for. */
export async function performKeyDirective(key: string, at: SourceSpan, take: Take, script: Script): Promise<void> {
  await take.intake.drained();
  const bytes = namedKeyBytes(key, take.emulator.modes);
  if (bytes.ok) await press(bytes.value, key, at, take, script);
  else script.checks.push(ownCheck('input', take.atMs(), at, bytes.error));
}

export async function performPaste(at: SourceSpan, take: Take, script: Script): Promise<void> {
  await take.intake.drained();
  await press(pasteBytes(script.clipboard, take.emulator.modes), null, at, take, script);
}

export async function performMouse(mouse: Mouse, at: SourceSpan, take: Take, script: Script): Promise<void> {
  await take.intake.drained();
  const { modes } = take.emulator;
  const bytes =
    mouse.action === 'click' ? mouseClickBytes(mouse.at, modes) : mouseWheelBytes(mouse.at, mouse.notches, modes);
  if (bytes !== '') return press(bytes, null, at, take, script);
  const message = 'the program does not watch the mouse; nothing was sent';
  script.checks.push(ownCheck('input', take.atMs(), at, message, { severity: 'warning' }));
}

/** Moves the viewport, line by line; the program hears nothing of it. */
export async function performScroll(command: Command<'scroll'>, take: Take, script: Script): Promise<void> {
  const step = Math.sign(command.lines);
  for (let done = 0; done < Math.abs(command.lines) && !take.aborted; done += 1) {
    await take.intake.drained();
    scroll(step, take, script);
    await take.pause(command.perKeyMs ?? script.typingSpeedMs, 'typing');
  }
}

async function press(bytes: string, label: string | null, at: SourceSpan, take: Take, script: Script): Promise<void> {
  await take.intake.drained();
  if (take.over) {
    script.lostInputAt ??= at;
    return;
  }
  // As a terminal's window does it: whoever types sees the end of the text.
  if (script.scrolledUp > 0) scroll(script.scrolledUp, take, script);
  if (label !== null && script.keysShown && !take.timeline.hidden) {
    script.keys.push({ atMs: Math.round(take.atMs()), label });
  }
  script.interrupts ||= bytes.includes(CTRL_C);
  await take.send(bytes);
}

function scroll(lines: number, take: Take, script: Script): void {
  take.emulator.scroll(lines);
  script.scrolledUp = Math.max(0, script.scrolledUp - lines);
  script.scrolls.push({ atMs: Math.round(take.atMs()), events: take.log.mark(), lines });
}

/** What a person would call the characters of a text. */
function clusters(text: string): readonly string[] {
  const found: string[] = [];
  const cluster = createCluster();
  for (let at = 0; at < text.length; at = cluster.end) {
    nextCluster(text, at, cluster);
    found.push(text.slice(at, cluster.end));
  }
  return found;
}
