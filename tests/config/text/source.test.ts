import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_FILE_CHARACTERS, readSource } from '../../../src/config/text/source.ts';

const read = (text: string, file = 'x.yaml') => readSource(text, file);
const treeOf = (text: string, file = 'x.yaml'): unknown => read(text, file).source?.tree;
const findings = (text: string, file = 'x.yaml') =>
  read(text, file).diagnostics.map(({ code, severity, line, column }) => `${severity} ${code} ${line}:${column}`);

describe('YAML as MassGen reads it', () => {
  test('merges, aliases and anchors work, own keys winning over merged ones', () => {
    expect(treeOf('x: &a {p: 1, q: 2}\ny:\n  q: 3\n  <<: *a\nz: *a\n')).toEqual({
      x: { p: 1, q: 2 },
      y: { q: 3, p: 1 },
      z: { p: 1, q: 2 },
    });
    expect(treeOf('x: &a {p: 1}\ny: &b {p: 2, q: 2}\nz:\n  <<: [*a, *b]\n')).toMatchObject({ z: { p: 1, q: 2 } });
  });

  test('an anchor inside what an alias repeats is one anchor', () => {
    expect(treeOf('x: &a {p: &b 1}\ny: *a\nz: *b\n')).toEqual({ x: { p: 1 }, y: { p: 1 }, z: 1 });
  });

  test('of two equal keys the last one wins, and it is told where', () => {
    expect(treeOf('a: 1\nb: 2\na: 3\n')).toEqual({ a: 3, b: 2 });
    expect(findings('a: 1\nb: 2\na: 3\n')).toEqual(['warning CFG_DUPLICATE_KEY 3:1']);
  });

  test.each([
    ['on', true],
    ['No', false],
    ['yes', true],
    ['1:30', 90],
    ['010', 8],
    ['1_000', 1000],
    ['8:30', 510],
    ['1:30.5', 90.5],
    ['0b11', 3],
    ['2025-01-01', '2025-01-01'],
    // Numbers to YAML 1.2 and to everybody's eye, text to 1.1.
    ['1e3', '1e3'],
    ['1.5E3', '1.5E3'],
    ['-.5', '-.5'],
    ['08', '08'],
  ])('%s surprises, and it is told', (text, value) => {
    expect(treeOf(`a: ${text}\n`)).toEqual({ a: value });
    expect(findings(`a: ${text}\n`)).toEqual(['warning CFG_YAML_SURPRISE 1:4']);
  });

  test.each([
    ['y', 'y'],
    ['N', 'N'],
    ['true', true],
    ['0', 0],
    ['-1.5', -1.5],
    ['0x1f', 31],
    ['1.5e+3', 1500],
    ['2.', 2],
    ['.5', 0.5],
    ['0:5', '0:5'],
    ['08:30', '08:30'],
    ['1:60', '1:60'],
    ['0_', '0_'],
    ['2025-1-1', '2025-1-1'],
    ['"on"', 'on'],
    ["'1:30'", '1:30'],
    ['e5', 'e5'],
    ['.e2', '.e2'],
    ['E9', 'E9'],
    ['~', null],
    ['1.2.3', '1.2.3'],
    ['!!str 12', '12'],
  ])('%s surprises nobody', (text, value) => {
    expect(treeOf(`a: ${text}\n`)).toEqual({ a: value });
    expect(findings(`a: ${text}\n`)).toEqual([]);
  });

  test('keys are what they look like', () => {
    expect(treeOf('on: 1\n1: 2\nnull: 3\n')).toEqual({ on: 1, '1': 2, null: 3 });
    expect(Object.keys(treeOf('__proto__: {polluted: true}\n') as object)).toEqual(['__proto__']);
  });

  test('a byte order mark does not shift anything', () => {
    expect(treeOf('\uFEFFa: 1\nb: 2\n')).toEqual({ a: 1, b: 2 });
    expect(findings('\uFEFFa: on\n')).toEqual(['warning CFG_YAML_SURPRISE 1:4']);
  });

  test.each(['\r\n', '\r'])('a line ends with %j too', (end) => {
    const text = ['# x', 'a:', '  b: 1', '  b: on', ''].join(end);
    expect(treeOf(text)).toEqual({ a: { b: true } });
    expect(findings(text)).toEqual(['warning CFG_DUPLICATE_KEY 4:3', 'warning CFG_YAML_SURPRISE 4:6']);
  });

  test.each(['%YAML 1.2\n---\n', '%YAML 1.1\n---\n', '# x\r\n\r\n%YAML 1.2\r\n---\r\n'])(
    'a version line (%j) changes nothing',
    (head) => expect(treeOf(`${head}a: on\nb: 010\n`)).toEqual({ a: true, b: 8 }),
  );

  test('a bracket may close at the margin', () => {
    expect(treeOf('a: [\n  1,\n  2\n]\nb: {\n  c: 1\n}\n')).toEqual({ a: [1, 2], b: { c: 1 } });
  });
});

describe('places', () => {
  const { source } = read('agents:\n  - id: a\n    backend:\n      type: x\n');
  test.each([
    [['agents', 0, 'backend', 'type'], 'value', 4, 13],
    [['agents', 0, 'backend', 'type'], 'key', 4, 7],
    [['agents', 0, 'backend', 'missing'], 'value', 4, 7],
    [['agents', 3], 'value', 2, 3],
    [[], 'value', 1, 1],
  ] as const)('%j, its %s, stands at %d:%d', (path, at, line, column) => {
    expect(source?.locate(path, at)).toMatchObject({ line, column });
  });
});

test.each([
  ['a: {b: 2.0}', 'x.yaml', '2.0'],
  ['a: {b: "2"}', 'x.yaml', '"2"'],
  ['a: {b: &n 0x1f}', 'x.yaml', '0x1f'],
  ['{"a": {"b": 1e3}}', 'x.json', '1e3'],
])('a value of %j is known as it is written', (text, file, written) => {
  expect(read(text, file).source?.textAt(['a', 'b'])).toBe(written);
});

describe('text that is no configuration', () => {
  test.each([
    ['tabs as indentation', 'a:\n\tb: 1\n', 'error CFG_YAML_SYNTAX 2:1'],
    ['an open quote', 'a: "x\n', 'error CFG_YAML_SYNTAX 1:4'],
    ['an open quote with an escaped one at its end', 'b: 1\na: "x\\"\n', 'error CFG_YAML_SYNTAX 2:4'],
    ['an open single quote with a doubled one at its end', "b: 1\na: 'x''\n", 'error CFG_YAML_SYNTAX 2:4'],
    ['an open bracket', 'a:\n  b: [x, y\n  c: 1\nd: 2\n', 'error CFG_YAML_SYNTAX 2:6'],
    ['an open brace at the end', 'a: 1\nb: {x: 1,\n', 'error CFG_YAML_SYNTAX 2:4'],
    ['a line that is too deep', 'a:\n  b: x\n    c: 1\n', 'error CFG_YAML_SYNTAX 3:5'],
    ['a line that is not deep enough', 'a:\n    b: x\n  c: 1\n', 'error CFG_YAML_SYNTAX 3:1'],
    ['a colon in a text', 'a: 1\nb: do this: that\n', 'error CFG_YAML_SYNTAX 2:4'],
    ['an escape character', 'a: 1\nb: x\u001b[31m\n', 'error CFG_YAML_SYNTAX 2:5'],
    ['two documents', 'a: 1\n---\nb: 2\n', 'error CFG_YAML_SYNTAX 2:1'],
    ['a tag that makes objects', 'a: !!python/object:os.system x\n', 'error CFG_YAML_TAG 1:30'],
    ['an anchor given twice', 'a: &x 1\nb: &x 2\nc: *x\n', 'error CFG_YAML_ALIAS 2:7'],
    ['an anchor given twice, once on a key', 'a: &x 1\n&x b: 2\n', 'error CFG_YAML_ALIAS 2:4'],
    ['an alias of nothing', 'a: *b\n', 'error CFG_YAML_ALIAS 1:4'],
    ['a map as a key', '? {a: 1}\n: 2\n', 'error CFG_YAML_SYNTAX 1:3'],
    ['an alias of itself', 'a: &a [*a]\n', 'error CFG_YAML_TOO_LARGE 1:8'],
    ['a null byte', 'a: \0', 'error CFG_FILE_NOT_TEXT null:null'],
  ])('%s is told with its place', (_title, text, finding) => {
    expect(findings(text)[0]).toBe(finding);
    expect(read(text).diagnostics[0]?.path).toBe('file');
    expect(treeOf(text)).toBeUndefined();
  });

  test('a bracket that is never closed is told once, with the line that shows it', () => {
    const { diagnostics } = read('a:\n  b: [x, y\n  c: 1\nd: 2\n');
    expect(diagnostics).toMatchObject([{ line: 2, endLine: 3, message: 'YAML syntax: the [ is not closed' }]);
  });

  test('a key that stands a little too far left in an item is not taken for an open bracket', () => {
    const { diagnostics } = read('agents:\n  - id: a\n   backend: x\n');
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      line: 3,
      message: 'YAML syntax: this line stands in a list, but does not begin with "- "',
      suggestion: 'Indent it as far as the keys of the item above, or begin it with "- ".',
    });
  });

  test('several mistakes are told at once', () => {
    expect(findings('a: [1, 2\nb: "x\n').length).toBeGreaterThan(1);
  });

  test('aliases that explode are stopped', () => {
    const levels = Array.from('bcdefghij', (letter) => letter).map(
      (name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefghij'[index]}`).join(', ')}]`,
    );
    expect(findings(`a: &a [x, x, x, x, x, x, x, x, x]\n${levels.join('\n')}\n`)).toEqual([
      expect.stringContaining('CFG_YAML_TOO_LARGE'),
    ]);
  });

  const million = 1_000_000;
  test.each([
    ['10 MB of text', 'x'.repeat(10 * million)],
    ['brackets', '['.repeat(million)],
    ['nested lists', '- '.repeat(million / 2)],
    ['nested maps', '{a: '.repeat(million / 4)],
    ['commas', `[${','.repeat(million)}`],
    ['quotes', '"'.repeat(million)],
    ['many keys', 'k: 1\n'.repeat(million / 5)],
    ['many errors', 'a: ]\n'.repeat(million / 5)],
  ])('%s are refused as a whole, with one finding', (_title, text) => {
    expect(findings(text)).toEqual(['error CFG_FILE_TOO_LARGE null:null']);
  });

  test('nesting that exhausts the parser is a finding too', () => {
    expect(findings('['.repeat(40_000))).toEqual(['error CFG_FILE_TOO_DEEP null:null']);
  });

  test('a long system message is fine', () => {
    expect(treeOf(`a: ${'word '.repeat(200_000)}\n`.slice(0, MAX_FILE_CHARACTERS))).toHaveProperty('a');
  });

  test('no text at all makes it throw', () => {
    const mark = fc.constantFrom(
      'a',
      ': ',
      '- ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '&x ',
      '*x',
      '<<',
      '!!',
      '"',
      "'",
      '|',
      '>',
      '#',
      '\t',
      '?',
      '%',
      '1',
      'on',
      '${A}',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(mark).map((marks) => marks.join('')),
        ),
        fc.constantFrom('x.yaml', 'x.json'),
        (text, file) => {
          const { source, diagnostics } = read(text, file);
          expect(source !== undefined || diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('JSON', () => {
  test('is read with places', () => {
    const { source } = read('{\n\t"a": [1, true, null],\n\t"b": "on"\n}', 'x.JSON');
    expect(source?.tree).toEqual({ a: [1, true, null], b: 'on' });
    expect(source?.locate(['b'])).toMatchObject({ line: 3, column: 7 });
  });

  test.each([
    ['a trailing comma', '{"a": 1,}', '1:9'],
    ['a comment', '{"a": 1 // one\n}', '1:9'],
    ['a bare word', '{"a": yes}', '1:7'],
    ['single quotes', "{'a': 1}", '1:2'],
    ['an open bracket', '{\n"a": [1\n', '3:1'],
    ['a comma too few', '{"a": 1\n"b": 2}', '2:1'],
    ['nothing', '', '1:1'],
  ])('with %s is no JSON, and the place is told', (_title, text, place) => {
    expect(findings(text, 'x.json')).toEqual([`error CFG_JSON_SYNTAX ${place}`]);
  });

  test('may begin with a byte order mark', () => {
    expect(treeOf('\uFEFF{"a": 1}', 'x.json')).toEqual({ a: 1 });
  });
});
