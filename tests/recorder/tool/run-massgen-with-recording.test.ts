import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../../src/recorder/clock/virtual-clock.ts';
import type { VirtualClock } from '../../../src/recorder/clock/virtual-clock.ts';
import { createPainter } from '../../../src/recorder/picture/painter.ts';
import { DEFAULT_THEME } from '../../../src/recorder/picture/themes.ts';
import { createEmulator } from '../../../src/recorder/terminal/emulator.ts';
import type { HostStart } from '../../../src/recorder/terminal/host.ts';
import type { InProcessProgram } from '../../../src/recorder/terminal/in-process-program.ts';
import { createStreamHost } from '../../../src/recorder/terminal/stream-host.ts';
import type { RecordingParameters } from '../../../src/recorder/tool/parameters.ts';
import { DEFAULTS, RECORDING_TOOL, TOOL_CATEGORY } from '../../../src/recorder/tool/parameters.ts';
import type { RecordingPorts } from '../../../src/recorder/tool/recording-ports.ts';
import { recordRun, runMassgenWithRecording } from '../../../src/recorder/tool/run-massgen-with-recording.ts';
import type { RecordingOutcome } from '../../../src/recorder/tool/run-massgen-with-recording.ts';
import { fail } from '../../../src/shared/result.ts';
import { FILES } from '../picture/picture-fixture.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tool-'));
  writeFileSync(join(folder, 'team.yaml'), 'agents: []\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A massgen that shows a word and ends so. */
const ending =
  (code: number, starts: HostStart[] = []): InProcessProgram =>
  async (screen, clock, start, signal) => {
    starts.push(start);
    screen.write('costs $0.03 so far\r\n$ ');
    await clock.sleep(1500, signal);
    screen.write(code === 0 ? 'Log: here' : 'no key is set');
    return code;
  };

const endless: InProcessProgram = (screen, _clock, _start, signal) => {
  screen.write('still at work');
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(0)));
};

const noTerminal: RecordingPorts['startHost'] = () => Promise.resolve(fail('node-pty is not installed'));
const broken: RecordingPorts['startHost'] = () => Promise.reject(new Error('boom'));

/** Without a format. */
const BARE: Partial<RecordingParameters> = {};

const portsWith = (program: InProcessProgram, clock: VirtualClock): RecordingPorts => ({
  startHost: createStreamHost(program),
  clock,
  env: { PATH: '/nowhere' },
  cwd: folder,
  film: { createEmulator, createPainter: (options) => createPainter(options, FILES) },
  theme: DEFAULT_THEME,
  cells: { columns: 40, rows: 6 },
});

const runTool = (
  parameters: Partial<RecordingParameters> = {},
  program: InProcessProgram = ending(0),
  more: Partial<RecordingPorts> = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<RecordingOutcome> => {
  const clock = createVirtualClock();
  const ports = { ...portsWith(program, clock), ...more };
  const work = recordRun(
    {
      config_path: 'team.yaml',
      question: 'Why?',
      ...(parameters === BARE ? {} : { output_format: 'gif' }),
      ...parameters,
    },
    ports,
    signal,
  );
  return clock.run(work);
};

describe('run_massgen_with_recording', () => {
  test('gives MassGen’s keys, and its own beside them', async () => {
    const { result, cause } = await runTool();
    const stem = join(folder, 'massgen_terminal_20260101_000000');
    expect(cause).toBeNull();
    expect(result).toEqual({
      success: true,
      operation: 'run_massgen_with_recording',
      config_path: join(folder, 'team.yaml'),
      question: 'Why?',
      video_path: `${stem}.gif`,
      video_format: 'gif',
      video_size_bytes: statSync(`${stem}.gif`).size,
      recording_duration_seconds: expect.any(Number) as number,
      massgen_timeout_seconds: 300,
      terminal_dimensions: { width: 1920, height: 1080 },
      engine: 'embedded',
      exit_code: 0,
      cast_path: `${stem}.cast`,
      tape_path: `${stem}.tape`,
      frames: expect.any(Array) as unknown[],
    });
    expect(readFileSync(join(folder, 'massgen_terminal.gif')).subarray(0, 6).toString()).toBe('GIF89a');
  });

  test('is not ended by a dollar sign: the film lasts as long as the program', async () => {
    const { result } = await runTool();
    expect(result.frames?.at(-1)?.seconds).toBeGreaterThan(1.4);
    expect(readFileSync(result.frames?.at(-1)?.text_path ?? '', 'utf8')).toContain('$ Log: here');
  });

  test('starts massgen itself, in the workspace, with arguments no shell has seen', async () => {
    const starts: HostStart[] = [];
    const question = '`id` $(touch pwned) "; rm -rf . #\nsecond line';
    await runTool({ question, agent_cwd: folder }, ending(0, starts), { moreArguments: ['--rehearse'], cwd: '/' });
    expect(starts[0]?.cwd).toBe(folder);
    const argv = starts[0]?.argv ?? [];
    expect(argv[0]).toBe('massgen');
    expect(argv.slice(-4)).toEqual(['--config', join(folder, 'team.yaml'), '--', question]);
    expect(argv).toEqual(expect.arrayContaining(['--skip-agent-selector', '--rehearse']));
    expect(argv).not.toContain('--automation');
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });

  test('tells the program the colours its film is drawn in', async () => {
    const heard: string[] = [];
    const asking: InProcessProgram = async (screen, clock, _start, signal) => {
      screen.onInput((data) => heard.push(data));
      screen.write('\x1b]11;?\x07');
      await clock.sleep(500, signal);
      return 0;
    };
    await runTool({}, asking, { theme: { ...DEFAULT_THEME, background: 0x282a36 } });
    expect(heard.join('')).toBe('\x1b]11;rgb:2828/2a2a/3636\x1b\\');
  });

  test('never writes over an older film', async () => {
    const first = await runTool();
    const second = await runTool();
    const paths = [first, second].map(({ result }) => result.video_path);
    expect(paths[0]).not.toBe(paths[1]);
    expect(paths.every((path) => existsSync(path ?? ''))).toBe(true);
  });

  test('fails with the screen, the tape and the exit code when massgen fails; the film stays', async () => {
    const { result, cause } = await runTool({}, ending(1));
    expect(cause).toBe('program');
    expect(result).toMatchObject({
      success: false,
      operation: 'run_massgen_with_recording',
      error: 'massgen ended with exit code 1; its last screen says why.',
      exit_code: 1,
      vhs_stderr: 'massgen ended with exit code 1',
    });
    const told = result.success ? null : result;
    expect(told?.vhs_stdout).toContain('no key is set');
    expect(told?.tape_file).toContain('# massgen: exec massgen');
    expect(readFileSync(told?.tape_path ?? '', 'utf8')).toBe(told?.tape_file);
    expect(existsSync(told?.video_path ?? '')).toBe(true);
  });

  test('ends a run that takes too long, and names the real limit', async () => {
    const { result, cause } = await runTool({ timeout_seconds: 7 }, endless);
    expect(cause).toBe('timeout');
    expect(result).toMatchObject({
      success: false,
      error: 'Recording timed out: massgen was still running after 7 seconds and was ended.',
    });
  });

  test.each(['a\nOutput stolen.gif\n.yaml', 'a\u0007.yaml', 'a\u2028.yaml', '${HOME}.yaml'])(
    'refuses the configuration %j, which the tape of the run could not name',
    async (name) => {
      writeFileSync(join(folder, name), 'agents: []\n');
      const { result, cause } = await runTool({ config_path: name });
      expect(cause).toBe('refused');
      expect(!result.success && result.error).toContain('no path with a line break, a control character or ${');
    },
  );

  test('checks path, file, ffmpeg and format in MassGen’s order, before anything runs', async () => {
    const starts: HostStart[] = [];
    const errorOf = async (parameters: Partial<RecordingParameters>): Promise<unknown> => {
      const { result, cause } = await runTool(parameters, ending(0, starts));
      expect(cause).toBe('refused');
      return result.success ? null : Object.keys(result).length === 3 && result.error;
    };
    const everything = { config_path: '../none.yaml', allowed_paths: [], output_format: 'avi' };
    expect(await errorOf(everything)).toBe('Path not in allowed directories: ../none.yaml');
    expect(await errorOf({ ...everything, config_path: 'none.yaml' })).toBe('Config file does not exist: none.yaml');
    expect(await errorOf({ output_format: 'MP4' })).toContain('ask for output_format gif');
    expect(await errorOf({ output_format: 'avi' })).toBe('Unknown output format: avi. Known are mp4, gif, webm.');
    expect(await errorOf({ timeout_seconds: 0 })).toContain('timeout_seconds');
    expect(await errorOf({ width: 1.5 })).toContain('width and height');
    expect(await errorOf({ num_frames: 61 })).toContain('num_frames');
    expect(starts).toEqual([]);
  });

  test('refuses what is no parameter before it looks at anything', async () => {
    const { result, cause } = await runTool({ config_path: 5, question: ' ' } as object);
    expect(cause).toBe('refused');
    expect(result).toEqual({
      success: false,
      operation: 'run_massgen_with_recording',
      error: 'config_path must be a path. question must be a text, not empty.',
    });
  });

  test('gives agents the result alone', async () => {
    const clock = createVirtualClock();
    const asked = { config_path: 'team.yaml', question: 'Why?', output_format: 'avi' };
    const given = await clock.run(
      runMassgenWithRecording(asked, portsWith(ending(0), clock), new AbortController().signal),
    );
    expect(given).toMatchObject({ success: false, operation: 'run_massgen_with_recording' });
  });

  test('takes letters of any case for the format', async () => {
    expect((await runTool({ output_format: 'GIF' })).result).toMatchObject({ success: true, video_format: 'gif' });
  });

  test('makes mp4 by default where ffmpeg is there', async () => {
    const ffmpeg = join(folder, 'ffmpeg');
    const log = join(folder, 'arguments');
    writeFileSync(ffmpeg, `#!/bin/sh\necho "$@" > '${log}'\nfor last; do :; done\ncat > "\${last#file:}"\n`);
    chmodSync(ffmpeg, 0o755);
    const film = {
      createEmulator,
      createPainter: (options: Parameters<typeof createPainter>[0]) => createPainter(options, FILES),
    };
    const { result } = await runTool(BARE, ending(0), {
      film: { ...film, videoProgram: [ffmpeg] },
    });
    expect(result).toMatchObject({ success: true, video_format: 'mp4' });
    expect(readFileSync(log, 'utf8')).toContain('libx264');
  });

  test('says why there is no recorder at all', async () => {
    const { result, cause } = await runTool({}, ending(0), { startHost: noTerminal });
    expect(cause).toBe('refused');
    expect(result).toMatchObject({ success: false, error: 'The recorder cannot run: node-pty is not installed' });
  });

  test('turns a bug into a failure instead of throwing', async () => {
    expect(await runTool({}, ending(0), { startHost: broken })).toMatchObject({
      result: { success: false, error: 'Failed to record: boom' },
      cause: 'bug',
    });
  });

  test('keeps what there is when it is interrupted', async () => {
    const stop = new AbortController();
    const stopping: InProcessProgram = (screen, clock, start, signal) => {
      queueMicrotask(() => stop.abort());
      return endless(screen, clock, start, signal);
    };
    const { result, cause } = await runTool({}, stopping, {}, stop.signal);
    expect(cause).toBe('interrupted');
    expect(existsSync(result.video_path ?? '')).toBe(true);
  });

  test('calls the judge for the parameters of the guide, and adds what lint found', async () => {
    const prompts: (string | null)[] = [];
    const ports: Partial<RecordingPorts> = {
      inspect: () => Promise.resolve({ lint: { ui_score: 100 }, reportPath: '/r/report.html', checks: [] }),
      evaluate: ({ frames }, prompt) => {
        prompts.push(prompt);
        const number = frames.length;
        return Promise.resolve({ success: true, num_frames_extracted: number, prompt: prompt ?? '', response: 'fine' });
      },
    };
    const { result } = await runTool({ evaluation_prompt: 'Is it clear?' }, ending(0), ports);
    expect(result).toMatchObject({
      lint: { ui_score: 100 },
      report_path: '/r/report.html',
      evaluation: {
        success: true,
        num_frames_extracted: result.frames?.length,
        prompt: 'Is it clear?',
        response: 'fine',
      },
    });
    await runTool({ num_frames: 2 }, ending(0), ports);
    await runTool({}, ending(0), ports);
    expect(prompts[1]).toContain('Information density');
    expect(prompts[2]).toBeNull();
  });

  test('keeps a question that no tape can hold beside its tape', async () => {
    const { result } = await runTool({ question: 'two\nlines' });
    expect(readFileSync((result.tape_path ?? '').replace(/\.tape$/, '.question.txt'), 'utf8')).toBe('two\nlines');
  });

  test('is told to models with MassGen’s defaults', () => {
    expect(DEFAULTS).toEqual({ output_format: 'mp4', num_frames: 12, timeout_seconds: 300, width: 1920, height: 1080 });
    expect([RECORDING_TOOL.name, TOOL_CATEGORY]).toEqual(['run_massgen_with_recording', 'terminal_evaluation']);
    expect(RECORDING_TOOL.parameters).toMatchObject({ required: ['config_path', 'question'] });
  });
});
