import { expect, test } from 'vitest';
import { parseArguments } from '../../src/cli/arguments.ts';

const problem = (argv: string[]): string => {
  const parsed = parseArguments(argv);
  return parsed.ok ? 'accepted' : parsed.error;
};

test('the question is the one positional argument, wherever it stands', () => {
  expect(parseArguments(['--automation', 'why?', '--config', 'x.yaml'])).toEqual({
    ok: true,
    value: { values: { automation: true, config: 'x.yaml' }, question: 'why?' },
  });
});

test('a question after -- may look like an option', () => {
  expect(parseArguments(['--plain', '--', '--is this a question?'])).toMatchObject({
    ok: true,
    value: { question: '--is this a question?' },
  });
});

test('an empty question is no question', () => {
  expect(parseArguments(['  '])).toMatchObject({ ok: true, value: { question: null } });
});

test.each([
  ['a misspelt option names the one that was meant', ['--automaton'], /--automaton: did you mean --automation\?/],
  ['an option nobody knows points to the help', ['--frobnicate'], /unknown option --frobnicate \(massgen --help/],
  ['a value that is missing is named', ['--config'], /--config/],
  ['two questions are one too many', ['why', 'how'], /one argument, but 2 were given: put it in quotes/],
  ['config and backend exclude each other', ['--config', 'a', '--backend', 'b'], /--config and --backend exclude/],
  ['a timeout is a number above zero', ['--orchestrator-timeout', '-3'], /./],
  ['a timeout of zero is refused', ['--orchestrator-timeout', '0'], /above 0, not "0"/],
  ['a timeout without an end is refused', ['--orchestrator-timeout', 'Infinity'], /above 0, not "Infinity"/],
  ['a timeout in another notation is refused', ['--orchestrator-timeout', '1e12'], /above 0, not "1e12"/],
  ['a display that does not exist lists those that do', ['--display', 'web'], /rich, textual or simple, not "web"/],
  ['a seed is a whole number', ['--seed', '1.5'], /whole number, not "1.5"/],
  ['a coordination mode is checked', ['--coordination-mode', 'chaos'], /parallel or decomposition, not "chaos"/],
  ['an option of a later version is refused by name', ['--plan', 'x'], /--plan \(make a task plan\) is not performed/],
])('%s', (_title, argv, expected) => {
  expect(problem(argv)).toMatch(expected);
});

test('questions about the program are answered whatever else was asked for', () => {
  for (const argv of [
    ['--continue', '--validate', 'x.yaml'],
    ['--list-examples', '--session-id', 'x'],
    ['--list-backends', '--config', 'a', '--backend', 'b'],
  ]) {
    expect(problem(argv)).toBe('accepted');
  }
});

test.each([
  [['--single-agent'], '', null],
  [['--single-agent', '--automation', 'why?'], '', 'why?'],
  [['--single-agent', '--', '--single-agent'], '', '--single-agent'],
  [['--single-agent', 'gpt', 'why?'], 'gpt', 'why?'],
  [['--single-agent=gpt', 'why?'], 'gpt', 'why?'],
])('--single-agent may stand without an id: %j', (argv, id, question) => {
  expect(parseArguments(argv)).toMatchObject({ ok: true, value: { values: { 'single-agent': id }, question } });
});

test('automation is asked for together with any display: it wins', () => {
  expect(problem(['--automation', '--plain', '--display', 'rich', 'why?'])).toBe('accepted');
});
