import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Directive } from '../../../src/recorder/tape/directive.ts';
import { parseTape } from '../../../src/recorder/tape/parse-tape.ts';
import { DIRECTIVES } from '../../../src/recorder/tape/tables.ts';
import { withoutVhsOnly } from '../../../src/recorder/tape/vhs-only.ts';

function directiveIn(source: string, environment?: (name: string) => string | undefined): Directive | string {
  const { commands, errors } = parseTape(source, environment === undefined ? {} : { environment });
  const [error] = errors;
  if (error !== undefined) return `${error.column} ${error.literal}: ${error.message}`;
  const found = commands.find((command) => command.type === 'directive');
  return found?.directive ?? 'none';
}

describe('a directive is read:', () => {
  test.each<[string, Directive]>([
    ['size 120x36', { name: 'size', columns: 120, rows: 36 }],
    ['exec massgen --replay "my dir"', { name: 'exec', argv: ['massgen', '--replay', 'my dir'] }],
    ["exec sh -c --x='a b'c", { name: 'exec', argv: ['sh', '-c', '--x=a bc'] }],
    ['exec /bin/sh', { name: 'exec', argv: ['/bin/sh'] }],
    ['exec true ""', { name: 'exec', argv: ['true', ''] }],
    ['clock virtual', { name: 'clock', clock: 'virtual' }],
    ['seed 42', { name: 'seed', seed: 42 }],
    ['timezone Europe/Berlin', { name: 'timezone', value: 'Europe/Berlin' }],
    ['locale C.UTF-8', { name: 'locale', value: 'C.UTF-8' }],
    ['unicode 11', { name: 'unicode', version: 11 }],
    ['output /tmp/a.cast', { name: 'output', path: '/tmp/a.cast' }],
    ['golden vote/first', { name: 'golden', golden: 'vote/first', level: null }],
    ['golden vote cells', { name: 'golden', golden: 'vote', level: 'cells' }],
    ['mask /\\d+ s/', { name: 'mask', pattern: '\\d+ s', as: null }],
    ['mask /a\\/b/ as "x"', { name: 'mask', pattern: 'a\\/b', as: 'x' }],
    ['lint off', { name: 'lint', on: false, rules: [] }],
    [
      'lint on border=3 cut-word',
      {
        name: 'lint',
        on: true,
        rules: [
          { rule: 'border', limit: 3 },
          { rule: 'cut-word', limit: null },
        ],
      },
    ],
    ['judge default', { name: 'judge', rubric: 'default', frames: null }],
    ['judge default frames=8', { name: 'judge', rubric: 'default', frames: 8 }],
    ['marker "two words"', { name: 'marker', text: 'two words' }],
    ['marker two words', { name: 'marker', text: 'two words' }],
    ['caption ""', { name: 'caption', text: '' }],
    ['keys on', { name: 'keys', shown: true }],
    ['speed 4x', { name: 'speed', factor: 4 }],
    ['speed .5', { name: 'speed', factor: 0.5 }],
    ['idle-limit 1s', { name: 'idle-limit', ms: 1000 }],
    ['hold-last 3', { name: 'hold-last', ms: 3000 }],
    ['settle 80ms', { name: 'settle', ms: 80 }],
    ['resize 80x24', { name: 'resize', columns: 80, rows: 24 }],
    ['key F5', { name: 'key', key: 'F5' }],
    ['key Ctrl+Shift+Up', { name: 'key', key: 'Ctrl+Shift+Up' }],
    ['key +', { name: 'key', key: '+' }],
    ['mouse click 3,1', { name: 'mouse', action: 'click', at: { row: 3, column: 1 } }],
    ['mouse wheel 3,1 -2', { name: 'mouse', action: 'wheel', at: { row: 3, column: 1 }, notches: -2 }],
    ['themes "A B","C", D', { name: 'themes', themes: ['A B', 'C', 'D'] }],
  ])('%s', (words, expected) => {
    expect(directiveIn(`# massgen: ${words}`)).toEqual(expected);
  });

  test.each<[string, Directive]>([
    [
      'screen /Votes/',
      { name: 'expect', expectation: { subject: 'screen', pattern: 'Votes', negated: false }, withinMs: null },
    ],
    [
      'not line /a b/ within 5s',
      { name: 'expect', expectation: { subject: 'line', pattern: 'a b', negated: true }, withinMs: 5000 },
    ],
    [
      'region 3,1 40x5 /x/',
      {
        name: 'expect',
        expectation: {
          subject: 'region',
          from: { row: 3, column: 1 },
          columns: 40,
          rows: 5,
          pattern: 'x',
          negated: false,
        },
        withinMs: null,
      },
    ],
    [
      'cell 3,1 "x" bold fg=#FF0000',
      {
        name: 'expect',
        expectation: {
          subject: 'cell',
          from: { row: 3, column: 1 },
          text: 'x',
          foreground: '#ff0000',
          background: null,
          bold: true,
        },
        withinMs: null,
      },
    ],
    ['cursor hidden', { name: 'expect', expectation: { subject: 'cursor', place: 'hidden' }, withinMs: null }],
    [
      'cursor 2,9',
      { name: 'expect', expectation: { subject: 'cursor', place: { row: 2, column: 9 } }, withinMs: null },
    ],
    ['mode mouse off', { name: 'expect', expectation: { subject: 'mode', mode: 'mouse', on: false }, withinMs: null }],
    ['exit 3', { name: 'expect', expectation: { subject: 'exit', code: 3 }, withinMs: null }],
    ['clean-exit', { name: 'expect', expectation: { subject: 'clean-exit' }, withinMs: null }],
  ])('expect %s', (words, expected) => {
    expect(directiveIn(`# massgen: expect ${words}`)).toEqual(expected);
  });

  test.each(['#massgen: seed 1', '#   massgen:seed 1  ', 'Hide # massgen: seed 1', 'Hide\r\n# massgen: seed 1\r\n'])(
    'wherever the comment stands: %j',
    (source) => {
      expect(directiveIn(source)).toEqual({ name: 'seed', seed: 1 });
    },
  );

  test.each(['# say massgen: seed 1', '# Massgen: seed 1', '# massgen seed 1', 'Type "# massgen: seed 1"'])(
    'from no other comment and no text: %s',
    (source) => {
      expect(directiveIn(source)).toBe('none');
    },
  );

  test('behind the command of its line', () => {
    const { commands } = parseTape('Type "é" Enter # massgen: marker x\nHide');
    expect(commands.map(({ type }) => type)).toEqual(['type', 'key', 'directive', 'hide']);
    expect(commands[2]?.at).toEqual({ line: 1, column: 19, literal: 'massgen: marker x' });
  });

  test.each(DIRECTIVES.flatMap(({ syntax }) => syntax).filter((syntax) => !/[[|…]/.test(syntax)))(
    'as the table writes it: %s',
    (syntax) => {
      expect(parseTape(`# massgen: ${syntax}`).errors.filter(({ message }) => !message.startsWith('vhs-only'))).toEqual(
        [],
      );
    },
  );
});

describe('a directive is refused, at the word that is wrong:', () => {
  test.each([
    ['size 120', '17 120: expected columns and rows'],
    ['size 0x24', '17 0x24: expected columns and rows'],
    ['size 2000x24', '17 2000x24: expected columns and rows such as 120x36, at most 1000'],
    ['size', '12 size: size needs columns and rows such as 120x36'],
    ['seed 7 8', '19 8: seed ends before this word'],
    ['seed -1', '17 -1: expected a number'],
    ['clock virtul', '18 virtul: did you mean virtual?'],
    ['clock sun', '18 sun: expected real or virtual'],
    ['exec', '12 exec: exec needs a program'],
    ['output a.pdf', '19 a.pdf: unknown kind of output'],
    ['golden ../a', '19 ../a: a golden is named'],
    ['golden /a', '19 /a: a golden is named'],
    ['mask x', '17 x: expected a /pattern/'],
    ['mask /(/', '17 /(/: Invalid regular expression: missing closing )'],
    ['mask /x', '17 /x: The pattern has no closing /'],
    ['marker "x', '19 "x: The quote is never closed'],
    ['lint on bordr', '20 bordr: did you mean border?'],
    ['lint on border=x', '20 border=x: border needs a number'],
    ['judge a frames=99', '20 frames=99: expected a number of frames, 1 to 60'],
    ['speed 0x', '18 0x: expected a factor'],
    ['settle soon', '19 soon: expected a time'],
    ['key F13', '16 F13: F13 is no key'],
    ['key Hyper+x', '16 Hyper+x: Hyper+x is no key'],
    ['mouse click 0,1', '24 0,1: expected row,column counted from 1'],
    ['themes "A",,"B"', 'a theme has no name'],
    ['expect not exit 0', '23 exit: expected screen, line, title or region'],
    ['expect screen votes', '26 votes: expected a /pattern/'],
    ['expect cell 1,1 "x" fg=red', '32 fg=red: fg needs a colour'],
    ['expect é', '19 é: expected screen'],
    ['', '3 massgen:: massgen: needs a directive'],
  ])('%s', (words, expected) => {
    expect(directiveIn(`# massgen: ${words}`)).toContain(expected);
  });
});

const environment = (name: string): string | undefined => ({ DIR: '/a b', N: '7' })[name];

describe('variables', () => {
  test('are put into words as they are, without being split', () => {
    expect(directiveIn('# massgen: exec run ${DIR}/x ${N}', environment)).toEqual({
      name: 'exec',
      argv: ['run', '/a b/x', '7'],
    });
    expect(directiveIn('# massgen: seed ${N}', environment)).toEqual({ name: 'seed', seed: 7 });
  });

  test('are left alone in patterns and without an environment', () => {
    expect(directiveIn('# massgen: mask /${N}/', environment)).toMatchObject({ pattern: '${N}' });
    expect(directiveIn('# massgen: marker ${N}')).toEqual({ name: 'marker', text: '${N}' });
  });

  test('that are not set are errors', () => {
    expect(directiveIn('# massgen: exec ${NO}', environment)).toBe('17 ${NO}: NO is not set');
  });
});

describe('vhs-only', () => {
  test('hides what lies between its edges from our engine', () => {
    const source = 'Hide\n# massgen: vhs-only begin\nType "x"\n# massgen: vhs-only end\nShow';
    const { commands, errors, raw } = parseTape(source);
    expect(errors).toEqual([]);
    expect(raw).toHaveLength(3);
    expect(withoutVhsOnly(commands).map(({ type }) => type)).toEqual(['hide', 'show']);
  });

  test.each([
    ['begin', 'vhs-only is never ended'],
    ['end', 'vhs-only ends without having begun'],
  ])('%s alone is an error', (edge, message) => {
    expect(parseTape(`# massgen: vhs-only ${edge}\nHide`).errors).toMatchObject([{ line: 1, column: 3, message }]);
  });

  test('cannot begin twice', () => {
    const source = '# massgen: vhs-only begin\n# massgen: vhs-only begin\n# massgen: vhs-only end';
    expect(parseTape(source).errors).toMatchObject([{ line: 2, message: 'vhs-only has begun already' }]);
  });
});

test('any words after massgen: are read or refused at a place inside the comment', () => {
  const word = fc.constantFrom(
    ...DIRECTIVES.map(({ name }) => name),
    'on',
    'screen',
    '/a/',
    '/(/',
    '"x',
    '3,1',
    '9x9',
    '=',
    'é',
    '5s',
    'not',
    '${A}',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(word, { maxLength: 6 }).map((words) => words.join(' ')),
        fc.string(),
      ),
      (words) => {
        const line = `# massgen: ${words.replaceAll(/[\r\n\0]/g, ' ')}`;
        const length = new TextEncoder().encode(line).length;
        const { errors } = parseTape(line);
        expect(errors.every(({ column }) => column >= 3 && column <= length)).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});
