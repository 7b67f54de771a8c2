import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { GifReader } from 'omggif';
import { describe, expect, test } from 'vitest';
import { readCast } from '../../../src/recorder/encode/read-cast.ts';
import type { RecordingFailure, RecordingSuccess } from '../../../src/recorder/tool/recording-result.ts';
import { runMassgen, scratch } from '../../helpers/run-massgen.ts';
import { judgedBy, judgeServer, RUBRIC } from './judge-server.ts';
import { record } from './record-run.ts';

const CONFIGS = resolve(import.meta.dirname, '../../../configs');
const TEAM = join(CONFIGS, 'three_agents.yaml');
/** A program that starts twice on a busy machine. */
const SLOW = { timeout: 120_000 };
const HOSTILE = 'Why is `id` $(touch pwned) the "sky" blue, isn\'t it; rm -rf . #?';

describe('record evaluate', () => {
  test(
    'films a real run in a real terminal, with hostile words in its question, and lets a judge look',
    SLOW,
    async () => {
      using folder = scratch();
      await using server = await judgeServer({ score: 3, quote: 'MassGen' });
      writeFileSync(join(folder.path, 'own.yaml'), RUBRIC);
      const args = [
        '--rehearse',
        '--format',
        'gif',
        '--size',
        '100x30',
        '--json',
        '--report',
        'report',
        '--judge',
        'own.yaml',
      ];
      const ended = await runMassgen(['record', 'evaluate', TEAM, HOSTILE, ...args, ...judgedBy(server)], {
        cwd: folder.path,
      });
      expect(ended).toMatchObject({ code: 0 });
      const result = JSON.parse(ended.stdout) as RecordingSuccess;
      expect(result).toMatchObject({
        success: true,
        operation: 'run_massgen_with_recording',
        config_path: TEAM,
        question: HOSTILE,
        video_format: 'gif',
        exit_code: 0,
        massgen_timeout_seconds: 300,
        evaluation: { success: true, model: 'chatcompletion/judge-1', scores: { score: 75 } },
      });

      const gif = new GifReader(readFileSync(result.video_path));
      expect(gif.numFrames()).toBeGreaterThan(3);
      expect(readFileSync(join(folder.path, 'massgen_terminal.gif'))).toEqual(readFileSync(result.video_path));
      const cast = readCast(readFileSync(result.cast_path ?? ''));
      const labels = cast.ok
        ? cast.value.cast.events.flatMap((event) => (event.type === 'marker' ? [event.label] : []))
        : [];
      expect(labels).toEqual(expect.arrayContaining(['phase coordinating', 'final answer']));
      const texts = (result.frames ?? []).map(({ text_path: path }) => readFileSync(path, 'utf8'));
      expect(texts.join('\n')).toContain('Why is `id` $(touch pwned)');
      expect(existsSync(join(folder.path, 'pwned'))).toBe(false);

      expect(server.requests.entries.map(({ body }) => body.includes('data:image/png;base64,'))).toEqual([
        true,
        true,
        true,
      ]);
      expect(readdirSync(join(folder.path, 'report')).toSorted()).toEqual(['report.html', 'report.json']);
      const kept = readdirSync(folder.path).find((name) => name.endsWith('.judge.json'));
      expect(JSON.parse(readFileSync(join(folder.path, kept ?? ''), 'utf8'))).toMatchObject({
        version: 1,
        model: 'chatcompletion/judge-1',
        answers: { 'sample 3': expect.stringContaining('MassGen') as string },
      });
    },
  );

  test('says that nobody judged when there is no key; the run is fine all the same', SLOW, async () => {
    using folder = scratch();
    const args = ['--rehearse', '--format', 'gif', '--size', '80x24', '--judge', 'default', '--lint', 'off'];
    const ended = await runMassgen(['record', 'evaluate', TEAM, 'Why?', ...args], { cwd: folder.path });
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain('judge skipped: there is no key');
    expect(ended.stdout).toContain('massgen ended well');
  });

  test('fails with the screen of a massgen that cannot start', SLOW, async () => {
    using folder = scratch();
    const ended = await runMassgen(['record', 'evaluate', TEAM, 'Why?', '--format', 'gif', '--json'], {
      cwd: folder.path,
    });
    expect(ended.code).toBe(2);
    const result = JSON.parse(ended.stdout) as RecordingFailure;
    expect(result).toMatchObject({
      success: false,
      exit_code: 1,
      error: expect.stringContaining('exit code 1') as string,
    });
    expect(result.vhs_stdout).toContain('OPENAI_API_KEY');
    expect(result.tape_file).toContain('Set Theme "Dracula"');
    expect(existsSync(result.video_path ?? '')).toBe(true);
  });

  test.each([
    [['none.yaml', 'Why?'], 'none.yaml'],
    [[TEAM, ' '], 'the question is empty'],
    [[TEAM, 'Why?', '--engine', 'vhs'], 'embedded engine'],
    [[TEAM, 'Why?', '--format', 'avi'], 'Known are mp4, gif, webm'],
    [[TEAM, 'Why?', '--format', 'gif', '-o', 'film.xyz'], 'film.xyz: a film needs an ending'],
    [[TEAM, 'Why?'], 'ask for output_format gif'],
    [[TEAM, 'Why?', '--format', 'gif', '--allowed-path', '.'], 'Path not in allowed directories'],
    [[TEAM, 'Why?', '--format', 'gif', '--judge', 'none'], 'there is no such rubric'],
    [[TEAM, 'Why?', '--format', 'gif', '--judge-replay', 'none.json'], 'there is no such file'],
    [['none.yaml', '--format', 'gif', '--', '--why'], 'none.yaml'],
    [[TEAM, '--why'], 'unknown option --why'],
    [[TEAM, 'Why?', '--', 'more'], 'takes CONFIG QUESTION, but got 3'],
    [[TEAM, 'Why?', '--format', 'gif', '--num-frames', '61'], '--num-frames takes a number from 1 to 60'],
  ])('refuses %j before anything runs', async (args, why) => {
    using folder = scratch();
    const refused = await record(folder.path, ['evaluate', ...args], { env: { PATH: '/nowhere' } });
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain(why);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test.each([
    ['none.yaml', 'gif', 'none.yaml'],
    [TEAM, 'avi', 'Known are mp4, gif, webm'],
  ])('tells a program in JSON why %s is not filmed as %s', async (config, format, why) => {
    using folder = scratch();
    const refused = await record(folder.path, ['evaluate', config, 'Why?', '--format', format, '--json']);
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.out)).toEqual({
      success: false,
      operation: 'run_massgen_with_recording',
      error: expect.stringContaining(why) as string,
    });
  });
});
