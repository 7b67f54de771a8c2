import { expect, test } from 'vitest';
import { recordedArguments } from '../../../src/cli/start/recorded-arguments.ts';

test('the records name the question first, then every option under the name MassGen keeps it by', () => {
  const recorded = recordedArguments({ config: 'team.yaml', automation: true, 'output-file': 'a.txt' }, 'Why?');
  expect(Object.keys(recorded).slice(0, 2)).toEqual(['question', 'config']);
  expect(recorded).toMatchObject({
    question: 'Why?',
    config: 'team.yaml',
    automation: true,
    output_file: 'a.txt',
    continue_session: false,
    list_all_sessions: false,
    json_output: false,
  });
  expect(Object.keys(recorded).filter((key) => !/^[a-z][a-z_]*$/.test(key))).toEqual([]);
});

test('what was not given stands there with its default', () => {
  expect(recordedArguments({}, 'Why?')).toMatchObject({
    config: null,
    model: null,
    orchestrator_timeout: null,
    no_logs: false,
    debug: false,
  });
});

test('numbers are numbers, and options that start nothing are no part of a run', () => {
  const recorded = recordedArguments({ 'orchestrator-timeout': '90', seed: '7' }, 'Why?');
  expect(recorded).toMatchObject({ orchestrator_timeout: 90, seed: 7 });
  expect(recorded).not.toHaveProperty('help');
  expect(recorded).not.toHaveProperty('version');
});
