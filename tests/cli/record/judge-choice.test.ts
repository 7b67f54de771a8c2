import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findRubric } from '../../../src/cli/record/judge/find-rubric.ts';
import { openJudge } from '../../../src/cli/record/judge/judge-model.ts';
import { judgeFilm } from '../../../src/cli/record/judge/judge-recording.ts';
import { judgeWish } from '../../../src/cli/record/judge/judge-wish.ts';
import { prepareJudge } from '../../../src/cli/record/judge/prepare-judge.ts';
import { tellJudge } from '../../../src/cli/record/judge/tell-judge.ts';
import { parseTape } from '../../../src/recorder/tape/parse-tape.ts';
import { scratch } from '../../helpers/run-massgen.ts';
import { answer, criterion, frame, NEVER, rubric, scriptedJudge } from '../../recorder/judge/judging.ts';
import { RUBRIC } from './judge-server.ts';

const ANY = { model: null, url: null };

/** The model that judges, or why none does, or what is wrong. */
async function chosen(wish: Parameters<typeof openJudge>[0], env: Readonly<Record<string, string>>): Promise<string> {
  const opened = await openJudge(wish, env);
  if (!opened.ok) return `error: ${opened.error}`;
  if ('skipped' in opened.value) return `skipped: ${opened.value.skipped}`;
  opened.value.client.close();
  return `${opened.value.name} over ${opened.value.client.family}`;
}

describe('the model that judges', () => {
  test('is the first of the usual ones that has a key', async () => {
    expect(await chosen(ANY, { OPENAI_API_KEY: 'sk-o', ANTHROPIC_API_KEY: 'sk-a' })).toMatch(
      /^openai\/.+ over openai-resp/,
    );
    expect(await chosen(ANY, { ANTHROPIC_API_KEY: 'sk-a' })).toMatch(/^claude\/.+ over anthropic-messages/);
    expect(await chosen(ANY, { OPENAI_API_KEY: 'sk-o', GEMINI_API_KEY: 'sk-g' })).toMatch(/^gemini\//);
    expect(await chosen(ANY, { OPENROUTER_API_KEY: 'sk-r' })).toBe('openrouter/openai/gpt-4.1 over openai-chat');
  });

  test('is the one that is named, and skipped when its key is missing', async () => {
    const named = { model: 'claude-opus-4-5', url: null };
    expect(await chosen(named, { ANTHROPIC_API_KEY: 'sk-a' })).toBe('claude/claude-opus-4-5 over anthropic-messages');
    expect(await chosen(named, { OPENAI_API_KEY: 'sk-o' })).toBe(
      'skipped: there is no key for claude-opus-4-5: set ANTHROPIC_API_KEY',
    );
  });

  test('needs no key on an address of its own', async () => {
    const own = { model: 'chatcompletion/llava', url: 'http://127.0.0.1:9/v1' };
    expect(await chosen(own, {})).toBe('chatcompletion/llava over openai-chat');
    expect(await chosen({ model: null, url: own.url }, {})).toBe('error: --judge-url goes with --judge-model');
  });

  test('must be one whose maker is known', async () => {
    expect(await chosen({ model: 'mystery-1', url: null }, {})).toMatch(/^error: --judge-model mystery-1: cannot tell/);
    expect(await chosen({ model: 'claude_code/x', url: null }, {})).toMatch(/^error: --judge-model claude_code\/x: /);
  });
});

describe('the wish for a judge', () => {
  const { commands } = parseTape('# massgen: judge story.yaml frames=5\nSleep 1s\n');

  test('comes from the options, else from the tape', () => {
    const none = { model: null, url: null, replay: null };
    expect(judgeWish({}, [])).toBeNull();
    expect(judgeWish({}, commands)).toEqual({ ...none, rubric: 'story.yaml', frames: 5 });
    expect(judgeWish({ judge: 'own.yaml' }, commands)).toEqual({ ...none, rubric: 'own.yaml', frames: null });
    expect(judgeWish({ 'judge-replay': 'a.json' })).toEqual({
      ...none,
      rubric: 'default',
      frames: null,
      replay: 'a.json',
    });
  });
});

describe('a rubric', () => {
  test('is found by its name here, then in the package, or as a file', () => {
    using folder = scratch();
    const idOf = (name: string): unknown => {
      const found = findRubric(name, folder.path);
      return found.ok ? found.value.id : found.error;
    };
    expect(idOf('default')).toBe('default');
    mkdirSync(join(folder.path, 'recordings', 'rubrics'), { recursive: true });
    writeFileSync(join(folder.path, 'recordings', 'rubrics', 'default.yaml'), RUBRIC);
    writeFileSync(join(folder.path, 'other.yaml'), RUBRIC.replace('own', 'other'));
    expect(idOf('default')).toBe('own');
    expect(idOf('other.yaml')).toBe('other');
    expect(idOf('nothing')).toBe('--judge nothing: there is no such rubric; default is the one of the package');
    expect(idOf('.')).toContain('it is a folder');
  });
});

describe('a prepared judge', () => {
  test('reads stored answers before anything is played, and says what is wrong with them', async () => {
    using folder = scratch();
    writeFileSync(join(folder.path, 'a.json'), '{}');
    const told: string[] = [];
    const io = {
      out: () => undefined,
      error: (line: string) => told.push(line),
      env: {},
      cwd: folder.path,
      home: folder.path,
      hasTerminal: false,
      version: '0.0.0',
      signal: NEVER,
    };
    const wish = { rubric: null, frames: null, model: null, url: null, replay: 'a.json' };
    expect(await prepareJudge(wish, io)).toEqual({
      ok: false,
      error: '--judge-replay a.json: it does not hold the answers of a judge (judge.json of a report does)',
    });
    expect(told).toEqual([]);
  });

  test('answers a prompt in plain words, besides its rubric, and tells both', async () => {
    using folder = scratch();
    const said = answer({ clear: { score: 4 } });
    const { ask } = scriptedJudge({
      'sample 1': said,
      'sample 2': said,
      'sample 3': said,
      evaluation: 'All is well.\u001b[2J',
    });
    const judge = {
      rubric: rubric(criterion('clear')),
      frames: 12,
      source: { kind: 'model' as const, ask, name: 'test/judge' },
      close: () => undefined,
    };
    const request = { recordPath: join(folder.path, 'deep', 'judge.json'), prompt: 'How is it?', durationMs: 1000 };
    const outcome = await judgeFilm(judge, [frame(1, ['ready'])], request, NEVER);
    expect(outcome).toMatchObject({
      scores: { score: 100 },
      words: 'All is well.\u001b[2J',
      model: 'test/judge',
      notice: null,
    });
    const lines: string[] = [];
    const io = { out: (line: string) => lines.push(line), error: (line: string) => lines.push(line) };
    tellJudge(outcome, io, false);
    expect(lines.join('\n')).toContain('test/judge, 1 frames: A test 100 of 100');
    expect(lines.join('\n')).toContain('All is well.');
    expect(lines.join('\n')).not.toContain('\u001b');
    expect(lines.at(-1)).toContain(request.recordPath);
  });

  test('gives its scores also when its answers cannot be kept, and says so when all else is quiet', async () => {
    using folder = scratch();
    writeFileSync(join(folder.path, 'taken'), 'a file of somebody');
    const said = answer({ clear: { score: 4 } });
    const { ask } = scriptedJudge({ 'sample 1': said, 'sample 2': said, 'sample 3': said });
    const source = { kind: 'model' as const, ask, name: 'test/judge' };
    const judge = { rubric: rubric(criterion('clear')), frames: 12, source, close: () => undefined };
    const request = { recordPath: join(folder.path, 'taken', 'judge.json'), prompt: null, durationMs: 0 };
    const outcome = await judgeFilm(judge, [frame(1, ['ready'])], request, NEVER);
    const lines: string[] = [];
    tellJudge(outcome, { out: () => undefined, error: (line) => lines.push(line) }, true);
    expect(outcome.recordPath).toBeNull();
    expect(lines).toEqual([expect.stringContaining('judge: its answers are not kept')]);
  });

  test('tells why it gave no scores, also when everything else is quiet', async () => {
    const broken = new Error('the key was refused');
    const { ask } = scriptedJudge({ 'sample 1': broken, 'sample 2': broken, 'sample 3': broken });
    const source = { kind: 'model' as const, ask, name: 'test/judge' };
    const judge = { rubric: rubric(criterion('clear')), frames: 12, source, close: () => undefined };
    const request = { recordPath: '/nowhere/judge.json', prompt: null, durationMs: 0 };
    const outcome = await judgeFilm(judge, [frame(1, ['ready'])], request, NEVER);
    expect(outcome).toMatchObject({ scores: null, checks: [], recordPath: null, notice: 'the key was refused' });
    const lines: string[] = [];
    tellJudge(outcome, { out: () => undefined, error: (line) => lines.push(line) }, true);
    expect(lines).toEqual(['⚠️ judge skipped: the key was refused']);
  });
});
