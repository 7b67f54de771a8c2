import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratch } from '../../helpers/run-massgen.ts';
import { judgedBy, judgeServer, RUBRIC } from './judge-server.ts';
import { record } from './record-run.ts';

const SESSION = resolve(import.meta.dirname, '../../../recordings/sessions/demo');

/** A replay of a finished run in this process: the same film each time. */
function tapeIn(folder: string, more = ''): string {
  const tape = [
    `# massgen: size 90x20`,
    `# massgen: exec massgen --replay "${SESSION}" --no-animation`,
    more,
    'Sleep 3s',
    'Type "q"',
    '',
  ];
  writeFileSync(join(folder, 'story.tape'), tape.join('\n'));
  writeFileSync(join(folder, 'own.yaml'), RUBRIC);
  return 'story.tape';
}

const KEPT = '.massgen/recordings/story.judge.json';
const QUIET = ['-o', 'story.cast'];

describe('a judge of a tape', () => {
  test('gives scores, and its stored answers give them again without anybody being asked', async () => {
    using folder = scratch();
    const tape = tapeIn(folder.path);
    const server = await judgeServer({ score: 2, quote: 'Answer' });
    const judged = await record(folder.path, [tape, ...QUIET, '--judge', 'own.yaml', ...judgedBy(server)]);
    await server.close();
    expect(judged).toMatchObject({ code: 0, err: '' });
    expect(judged.out).toMatch(/judge chatcompletion\/judge-1, \d+ frames: own 50 of 100/);
    expect(judged.out).toMatch(/2\/4 +clear +Too quiet\./);

    const again = await record(folder.path, [tape, ...QUIET, '--judge', 'own.yaml', '--judge-replay', KEPT]);
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(again.out).toMatch(/own 50 of 100/);
  });

  test('is asked for by the tape itself as well', async () => {
    using folder = scratch();
    await using server = await judgeServer({ score: 4, quote: 'Answer' });
    const tape = tapeIn(folder.path, '# massgen: judge own.yaml frames=2');
    const judged = await record(folder.path, [tape, ...QUIET, ...judgedBy(server)]);
    expect(judged.out).toContain('2 frames: own 100 of 100');
  });

  test.each(['openai', 'chatcompletion', 'claude', 'gemini'] as const)(
    'is shown pictures in the words of %s',
    async (type) => {
      using folder = scratch();
      await using server = await judgeServer({ score: 4, quote: 'Answer' });
      const env = { OPENAI_API_KEY: 'sk-o', ANTHROPIC_API_KEY: 'sk-a', GOOGLE_API_KEY: 'sk-g' };
      const args = [tapeIn(folder.path), ...QUIET, '--judge', 'own.yaml', ...judgedBy(server, type)];
      const judged = await record(folder.path, args, { env });
      expect(judged).toMatchObject({ code: 0, err: '' });
      expect(judged.out).toContain('own 100 of 100');
      const [first] = server.requests.entries;
      expect(first?.problems).toEqual([]);
      expect(first?.body).toContain('image/png');
      expect(first?.body).toContain(
        Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).toString('base64').slice(0, 10),
      );
    },
  );

  test('refuses stored answers of another film, and says so', async () => {
    using folder = scratch();
    const server = await judgeServer({ score: 2, quote: 'Answer' });
    await record(folder.path, [tapeIn(folder.path), ...QUIET, '--judge', 'own.yaml', ...judgedBy(server)]);
    await server.close();
    const other = ['--size', '91x20', '--judge', 'own.yaml', '--judge-replay', KEPT];
    const refused = await record(folder.path, ['story.tape', ...QUIET, ...other]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('the stored answers are about another film');
  });

  test('fails the run below a demand of its rubric', async () => {
    using folder = scratch();
    await using server = await judgeServer({ score: 1, quote: 'Answer' });
    const tape = tapeIn(folder.path);
    writeFileSync(join(folder.path, 'own.yaml'), `${RUBRIC}    must: 2\n`);
    const failed = await record(folder.path, [tape, ...QUIET, '--judge', 'own.yaml', ...judgedBy(server)]);
    expect(failed.code).toBe(2);
    expect(existsSync(join(folder.path, 'story.cast'))).toBe(true);
  });

  test('does not count when it quotes what is not there', async () => {
    using folder = scratch();
    await using server = await judgeServer({ score: 4, quote: 'words nobody wrote' });
    const tape = tapeIn(folder.path);
    const judged = await record(folder.path, [tape, ...QUIET, '--judge', 'own.yaml', ...judgedBy(server)]);
    expect(judged.code).toBe(0);
    expect(judged.out).toContain('own – of 100');
    expect(judged.out).toContain('does not say "words nobody wrote"');
  });

  test('is skipped with a warning without a key, and the rest goes on', async () => {
    using folder = scratch();
    const skipped = await record(folder.path, [tapeIn(folder.path), ...QUIET, '--judge', 'own.yaml']);
    expect(skipped.code).toBe(0);
    expect(skipped.err).toContain('judge skipped: there is no key of gemini, openai, claude, openrouter');
    expect(readdirSync(folder.path)).toContain('story.cast');
  });

  test('names every mistake of its rubric with the line, before anything is played', async () => {
    using folder = scratch();
    const tape = tapeIn(folder.path);
    writeFileSync(join(folder.path, 'own.yaml'), RUBRIC.replace('question', 'qeustion'));
    const refused = await record(folder.path, [tape, ...QUIET, '--judge', 'own.yaml']);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('own.yaml:5:15');
    expect(refused.err).toContain('did you mean question?');
    expect(readdirSync(folder.path)).not.toContain('story.cast');
  });
});
