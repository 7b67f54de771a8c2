import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runMassgen, scratch } from '../helpers/run-massgen.ts';

const NO_KEY = 'agents: [{id: a, backend: {type: openai, model: m}}]\n';
const NAMES_AUTOMATION = `${NO_KEY}ui: {automation_mode: true}\n`;

describe('the last line of a run that came to nothing', () => {
  test.each([
    ['without a configuration', ['--automation', 'Why?'], 1],
    ['without a key', ['--automation', '--config', 'no-key.yaml', 'Why?'], 1],
    ['by a word of the file', ['--config', 'automated.yaml', 'Why?'], 1],
    ['without a question', ['--automation', '--rehearse', '--config', 'no-key.yaml'], 2],
    ['after a slip in the options', ['--automation', '--confg', 'no-key.yaml', 'Why?'], 2],
    ['after an option of a later version', ['run', '--continue', '--automation', 'Why?'], 2],
    ['with a recording that cannot be begun', ['--automation', '--demo', '--record', 'nowhere/x.cast'], 1],
  ])('%s is told to a script', async (_title, args, exitCode) => {
    using folder = scratch();
    writeFileSync(join(folder.path, 'no-key.yaml'), NO_KEY);
    writeFileSync(join(folder.path, 'automated.yaml'), NAMES_AUTOMATION);
    const { code, stdout, stderr } = await runMassgen(args, { cwd: folder.path });
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: `EXIT: ${exitCode} error\n` });
    expect(stderr).not.toBe('');
  });

  test('stands with the other contract lines where the events have stdout to themselves', async () => {
    using folder = scratch();
    const { code, stdout, stderr } = await runMassgen(['--stream-events', 'Why?'], { cwd: folder.path });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/\nEXIT: 1 error\n$/);
  });

  test.each([
    ['a person', ['--config', 'no-key.yaml', 'Why?'], 1],
    ['a question about the program', ['--automation', '--validate', 'no-key.yaml', '--json'], 0],
    ['a short one', ['--automation', '-h'], 0],
    ['a wrong one', ['--automation', '--validate', 'no-key.yaml', '--jsn'], 2],
    ['a question that looks like the option', ['--config', 'no-key.yaml', '--', '--automation'], 1],
  ])('is not for %s', async (_title, args, exitCode) => {
    using folder = scratch();
    mkdirSync(join(folder.path, '.massgen'));
    writeFileSync(join(folder.path, 'no-key.yaml'), NO_KEY);
    const { code, stdout, stderr } = await runMassgen(args, { cwd: folder.path });
    expect(code).toBe(exitCode);
    expect(`${stdout}${stderr}`).not.toMatch(/^EXIT:/m);
  });
});
