import { assertNever } from '../../shared/never.ts';
import { parseRecordArguments } from './arguments.ts';
import type { RecordArguments } from './arguments.ts';
import { recordHelp } from './help.ts';
import { RECORD_EXIT } from '../../recorder/play/exit-code.ts';
import type { RecordIo } from './record-io.ts';
import { refuser } from './refuse.ts';

/** Runs `massgen record` with the arguments after the verb, to its exit code. Each command loads what it needs only. */
export async function runRecord(argv: readonly string[], io: RecordIo): Promise<number> {
  const parsed = parseRecordArguments(argv);
  if (!parsed.ok) {
    const json = argv.slice(0, argv.includes('--') ? argv.indexOf('--') : argv.length).includes('--json');
    return refuser(io, { command: 'tape', values: { json } })(parsed.error, 'massgen record --help tells more');
  }
  if (parsed.value.values.help === true) {
    io.out(recordHelp(parsed.value.command));
    return RECORD_EXIT.ok;
  }
  return perform(parsed.value, io);
}

async function perform(args: RecordArguments, io: RecordIo): Promise<number> {
  switch (args.command) {
    case 'validate':
      return (await import('./validate.ts')).validateTapes(args, io);
    case 'format':
      return (await import('./format.ts')).formatTapes(args, io);
    case 'themes':
      return (await import('./list-looks.ts')).listThemes(args, io);
    case 'fonts':
      return (await import('./list-looks.ts')).listFonts(args, io);
    case 'session':
      return (await import('./session/film-session.ts')).filmSession(args, io);
    case 'tape':
      return (await import('./play-tapes.ts')).playTapes(args, io);
    case 'live':
      return (await import('./live/record-live.ts')).recordLive(args, io);
    case 'render':
      return (await import('./casts/render-cast.ts')).renderCast(args, io);
    case 'play':
      return (await import('./play/play-recording.ts')).playRecording(args, io);
    case 'diff':
      return (await import('./casts/diff-casts.ts')).diffCasts(args, io);
    case 'evaluate':
      return (await import('./evaluate/evaluate.ts')).evaluate(args, io);
    default:
      return assertNever(args.command);
  }
}
