import { expect, test } from 'vitest';
import { readParameters } from '../../../src/recorder/tool/read-parameters.ts';

const BASE = { config_path: 'team.yaml', question: 'Why?' };

test('every documented parameter is read, and nothing else', () => {
  const all = {
    ...BASE,
    evaluation_prompt: 'is it clear?',
    output_format: 'GIF',
    num_frames: 4,
    timeout_seconds: 10.5,
    width: 800,
    height: 600,
    allowed_paths: ['/a', 'b'],
    agent_cwd: '/home/me',
  };
  expect(readParameters({ ...all, task_context: 'x' })).toEqual({ ok: true, value: all });
});

test('null is absent, as models say it', () => {
  const nothing = { num_frames: null, timeout_seconds: null, width: null, allowed_paths: null, agent_cwd: null };
  expect(readParameters({ ...BASE, ...nothing, output_format: undefined })).toEqual({ ok: true, value: BASE });
});

test.each([
  [{}, 'config_path is missing. question is missing.'],
  [{ ...BASE, config_path: null }, 'config_path is missing.'],
  [{ ...BASE, config_path: 'a\0b' }, 'config_path must be a path.'],
  [{ ...BASE, question: ' \n' }, 'question must be a text, not empty.'],
  [
    { ...BASE, output_format: 5, evaluation_prompt: [] },
    'evaluation_prompt must be a text. output_format must be a text.',
  ],
  [{ ...BASE, num_frames: '12', width: Number.NaN }, 'num_frames must be a number. width must be a number.'],
  [{ ...BASE, timeout_seconds: Infinity, height: true }, 'timeout_seconds must be a number. height must be a number.'],
  [{ ...BASE, allowed_paths: '/a' }, 'allowed_paths must be a list of folders.'],
  [
    { ...BASE, allowed_paths: ['/a', 5], agent_cwd: '' },
    'allowed_paths must be a list of folders. agent_cwd must be a path.',
  ],
  [null, 'The parameters must be an object.'],
  [[], 'The parameters must be an object.'],
  ['{}', 'The parameters must be an object.'],
  [Object.create(BASE) as unknown, 'config_path is missing. question is missing.'],
])('%j is refused with everything that is wrong', (raw, error) => {
  expect(readParameters(raw)).toEqual({ ok: false, error });
});
