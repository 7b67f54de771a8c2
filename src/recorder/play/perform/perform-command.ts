import { assertNever } from '../../../shared/never.ts';
import type { Directive } from '../../tape/directive.ts';
import { readTapeTime } from '../../tape/tape-time.ts';
import type { SourceSpan, TapeCommand } from '../../tape/tape.ts';
import {
  performChord,
  performKeyDirective,
  performKeys,
  performMouse,
  performPaste,
  performScroll,
  performType,
} from './perform-input.ts';
import { performExpect, performGolden, performScreenshot, performWait } from './perform-looks.ts';
import type { PlayOptions, PlayPorts } from '../play-ports.ts';
import type { Script } from './script.ts';
import type { Take } from '../take.ts';

export interface Stage {
  readonly take: Take;
  readonly script: Script;
  readonly ports: PlayPorts;
  readonly options: PlayOptions;
}

/** Does one command of a tape. False when a check failed, which ends a tape that does not go on regardless. */
export async function performCommand(command: TapeCommand, stage: Stage): Promise<boolean> {
  const { take, script, options } = stage;
  switch (command.type) {
    case 'output':
    case 'require':
    case 'env':
    case 'illegal':
      return true; // they count before the start
    case 'set':
      if (command.setting === 'TypingSpeed') script.typingSpeedMs = readTapeTime(command.value) ?? script.typingSpeedMs;
      return true;
    case 'type':
      await performType(command, take, script);
      return true;
    case 'key':
      await performKeys(command, take, script);
      return true;
    case 'chord':
      await performChord(command, take, script);
      return true;
    case 'scroll':
      await performScroll(command, take, script);
      return true;
    case 'paste':
      await performPaste(command.at, take, script);
      return true;
    case 'copy':
      script.clipboard = command.text;
      return true;
    case 'sleep':
      await take.pause(command.ms);
      return true;
    case 'hide':
      await take.settle(); // what is on its way still belongs to the film
      take.timeline.hide(take.pace.now());
      script.hiddenSince ??= take.log.mark();
      return true;
    case 'show':
      // What hidden keys have caused belongs to the hidden part, or it would flash up now.
      if (take.timeline.hidden) await take.settle();
      take.timeline.show(take.pace.now());
      script.hiddenSince = null;
      return true;
    case 'screenshot':
      await performScreenshot(command.path, take, script);
      return true;
    case 'wait':
      return performWait(command, take, script, options.settings);
    case 'directive':
      return performDirective(command.directive, command.at, stage);
    default:
      return assertNever(command);
  }
}

async function performDirective(directive: Directive, at: SourceSpan, stage: Stage): Promise<boolean> {
  const { take, script, ports, options } = stage;
  const atMs = Math.round(take.atMs());
  switch (directive.name) {
    case 'expect':
      return performExpect(directive, at, take, script, ports.evaluate, options.settings);
    case 'golden':
      return performGolden(directive, at, take, script, ports);
    case 'mask':
      script.masks.push({ pattern: directive.pattern, as: directive.as });
      return true;
    case 'marker':
      take.log.add({ type: 'marker', atMs, label: directive.text }, take.pace.now());
      return true;
    case 'caption':
      script.captions.push({ atMs, text: directive.text });
      return true;
    case 'keys':
      script.keysShown = directive.shown;
      return true;
    case 'speed':
      take.timeline.setSpeed(directive.factor, take.pace.now());
      return true;
    case 'idle-limit':
      script.idleLimits.push({ atMs, ms: directive.ms });
      return true;
    case 'settle':
      take.setQuiet(directive.ms);
      return true;
    case 'key':
      await performKeyDirective(directive.key, at, take, script);
      return true;
    case 'mouse':
      await performMouse(directive, at, take, script);
      return true;
    case 'resize':
      await take.resize(directive.columns, directive.rows);
      return true;
    case 'size':
    case 'exec':
    case 'vhs-only':
    case 'clock':
    case 'seed':
    case 'timezone':
    case 'locale':
    case 'unicode':
    case 'output':
    case 'lint':
    case 'judge':
    case 'hold-last':
    case 'themes':
      return true; // they hold for the whole run, or for what is made of it
    default:
      return assertNever(directive);
  }
}
