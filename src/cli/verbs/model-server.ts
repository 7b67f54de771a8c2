import { parseArgs } from 'node:util';
import { BUILTIN_SCENARIOS, loadBuiltinScenario } from '../../model-server/builtin-scenario.ts';
import { loadCases } from '../../model-server/load-cases.ts';
import { loadScenario } from '../../model-server/load-scenario.ts';
import { startModelServer } from '../../model-server/model-server.ts';
import { startRecorder } from '../../model-server/record/recorder.ts';
import { parseUpstream } from '../../model-server/record/upstream.ts';
import { problemLine } from '../../model-server/scenario/cursor.ts';
import { startVerbatimServer } from '../../model-server/verbatim.ts';
import type { LoopbackServer } from '../../model-server/listen.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { systemReason } from '../../shared/system-reason.ts';
import { makeFolders } from '../../store/files/make-folder.ts';
import { EXIT } from '../exit-code.ts';
import { servedProtocols } from '../protocols.ts';

/** What a verb needs of the world: whole lines go out, and `signal` says when to stop. */
export interface VerbIo {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
  readonly signal: AbortSignal;
}

const MODEL_SERVER_HELP = `massgen model-server --scenario FILE [--port N]
massgen model-server --replay PATH [--slice BYTES] [--port N]
massgen model-server --record --upstream NAME [--upstream NAME …] [--out FOLDER] [--port N]

Speaks the protocols of OpenAI, Anthropic and Google on 127.0.0.1 until it is interrupted; the first line it prints is
its base URL. An agent's base URL is BASE/agents/ID/v1 (OpenAI) or BASE/agents/ID (Anthropic, Google).

  --scenario FILE   play a scenario, YAML or JSON, or one of the built-in ones: ${BUILTIN_SCENARIOS.join(', ')}
  --replay PATH     play a recorded case, or a folder with one per agent, byte for byte; --slice cuts into pieces
  --record          hand requests on to real providers and store the exchanges, without keys
  --upstream NAME   openai, anthropic, google, or the URL that stands before /v1
  --out FOLDER      where recorded cases go, one file per agent (default: recorded)
  --port N          default: any free port`;

const OPTIONS = {
  scenario: { type: 'string' },
  replay: { type: 'string' },
  slice: { type: 'string' },
  record: { type: 'boolean' },
  upstream: { type: 'string', multiple: true },
  out: { type: 'string' },
  port: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What went wrong before the server was up, line by line, and the exit code for it. */
interface Refusal {
  readonly code: number;
  readonly lines: readonly string[];
}
const refusal = (code: number, ...lines: string[]): Result<never, Refusal> => fail({ code, lines });

const usage = (message: string): Result<never, Refusal> =>
  refusal(EXIT.failed, `model-server: ${message}`, 'massgen model-server --help tells more');

/** Runs `massgen model-server` with the arguments after the verb; resolves with the exit code when it was stopped. */
export async function runModelServer(argv: readonly string[], io: VerbIo): Promise<number> {
  const started = await start(argv, io);
  if (!started.ok) {
    for (const line of started.error.lines) io.error(line);
    return started.error.code;
  }
  if (started.value === null) {
    io.out(MODEL_SERVER_HELP);
    return EXIT.ok;
  }
  io.out(started.value.baseUrl);
  await stopped(io.signal);
  await started.value.close();
  return EXIT.ok;
}

/** Null when only help was asked for. */
async function start(argv: readonly string[], io: VerbIo): Promise<Result<LoopbackServer | null, Refusal>> {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(argv);
  } catch (error) {
    return usage(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
  if (values.help === true) return ok(null);
  const modes = [values.scenario, values.replay, values.record].filter((mode) => mode !== undefined);
  if (modes.length !== 1) return usage('exactly one of --scenario, --replay and --record is needed');
  const port = wholeNumber(values.port ?? '0', 0, 65_535);
  if (port === undefined) return usage(`--port ${values.port}: expected a number up to 65535`);
  try {
    if (values.scenario !== undefined) return await startScenario(values.scenario, port, io);
    if (values.replay === undefined) return await startRecording(values.upstream ?? [], values.out, port, io);
    const sliceBytes = values.slice === undefined ? undefined : wholeNumber(values.slice, 1, 1_000_000_000);
    if (values.slice !== undefined && sliceBytes === undefined)
      return usage(`--slice ${values.slice}: expected a number`);
    return await startReplay(values.replay, port, sliceBytes, io);
  } catch (error) {
    // A port that is taken, a folder that cannot be made: the machine's state, not a bug.
    return refusal(EXIT.config, `model-server: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const parse = (argv: readonly string[]): ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'] =>
  parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: false }).values;

async function startScenario(name: string, port: number, io: VerbIo): Promise<Result<LoopbackServer, Refusal>> {
  const builtin = BUILTIN_SCENARIOS.find((known) => known === name);
  const loaded = builtin === undefined ? await loadScenario(name) : ok(await loadBuiltinScenario(builtin));
  if (!loaded.ok) return refusal(EXIT.config, ...loaded.error.map((problem) => problemLine(name, problem)));
  return ok(await startModelServer({ protocols: await servedProtocols(), scenario: loaded.value, port }, io.signal));
}

async function startReplay(
  path: string,
  port: number,
  sliceBytes: number | undefined,
  io: VerbIo,
): Promise<Result<LoopbackServer, Refusal>> {
  const loaded = await loadCases(path);
  if (!loaded.ok) return refusal(EXIT.config, loaded.error);
  const { main, agentCases } = loaded.value;
  const options = { port, agentCases, ...(sliceBytes === undefined ? {} : { sliceBytes }) };
  return ok(await startVerbatimServer(main, options, io.signal));
}

async function startRecording(
  names: readonly string[],
  out: string | undefined,
  port: number,
  io: VerbIo,
): Promise<Result<LoopbackServer, Refusal>> {
  if (names.length === 0) return usage('--record needs --upstream');
  const protocols = await servedProtocols();
  const upstreams = [];
  for (const name of names) {
    const parsed = parseUpstream(name, protocols);
    if (!parsed.ok) return usage(parsed.error);
    upstreams.push(parsed.value);
  }
  const directory = out ?? 'recorded';
  try {
    makeFolders(directory);
  } catch (cause) {
    return usage(
      `--out ${directory} cannot be made: ${systemReason(cause, { ENOENT: 'no folder can be made there' })}`,
    );
  }
  return ok(await startRecorder({ protocols, upstreams, directory, port, report: io.error }, io.signal));
}

function wholeNumber(text: string, low: number, high: number): number | undefined {
  const number = Number(text);
  return /^\d+$/.test(text) && number >= low && number <= high ? number : undefined;
}

const stopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
