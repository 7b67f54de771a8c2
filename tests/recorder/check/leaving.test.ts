import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLeavingWatch } from '../../../src/recorder/check/leaving/leaving-watch.ts';
import { penAfter, PLAIN_PEN } from '../../../src/recorder/check/leaving/pen.ts';
import type { TerminalToken } from '../../../src/recorder/check/leaving/terminal-tokens.ts';
import { createTerminalTokens } from '../../../src/recorder/check/leaving/terminal-tokens.ts';
import { screenOf } from './views.ts';

const SEQUENCES = [
  'text',
  '\u001b[?1049h',
  '\u001b[1;31m',
  '\u001b]0;title\u0007',
  '\u001b]8;;http://x\u001b\\',
  '\u001b(B',
  '\u001b7',
  '\u001b[38:2::1:2:3m',
  '\u001bP+q\u001b\\',
  '\u001bc',
  '日本',
] as const;

/** Neighbouring texts as one. */
function joined(tokens: readonly TerminalToken[]): TerminalToken[] {
  const all: TerminalToken[] = [];
  for (const token of tokens) {
    const last = all.at(-1);
    if (token.kind === 'text' && last?.kind === 'text')
      all[all.length - 1] = { kind: 'text', text: last.text + token.text };
    else all.push(token);
  }
  return all;
}

describe('output in pieces', () => {
  test('means the same wherever it is cut', () => {
    const output = fc.array(fc.constantFrom(...SEQUENCES), { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(output, fc.array(fc.nat(100)), (text, cuts) => {
        const whole = createTerminalTokens().push(text);
        const pieces = createTerminalTokens();
        const edges = [...new Set(cuts)].filter((cut) => cut < text.length).toSorted((a, b) => a - b);
        const tokens = [0, ...edges].flatMap((from, index) =>
          pieces.push(text.slice(from, edges[index] ?? text.length)),
        );
        expect(joined(tokens)).toEqual(joined(whole));
      }),
    );
  });

  test('is never lost or endless, whatever a program prints', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('\u001b', '[', ']', 'm', '?', '1', ';', '\u0007', 'x') })),
        (all) => {
          const tokens = createTerminalTokens();
          const texts = all
            .flatMap((piece) => tokens.push(piece))
            .map((token) => (token.kind === 'text' ? token.text : ''));
          expect(texts.join('')).not.toContain('\u001b');
        },
      ),
    );
  });

  test('that opens a string and never ends it is not kept for ever', () => {
    const tokens = createTerminalTokens();
    tokens.push('\u001b]0;');
    for (let piece = 0; piece < 100; piece += 1) tokens.push('x'.repeat(1000));
    expect(tokens.push('\u001b[m').at(-1)).toMatchObject({ kind: 'csi', final: 'm' });
  });
});

describe('the pen', () => {
  test.each([
    [['0'], []],
    [[''], []],
    [
      ['1', '31'],
      ['weight', 'foreground'],
    ],
    [
      ['38', '5', '1', '4'],
      ['foreground', 'underline'],
    ],
    [
      ['38', '2', '1', '3', '4', '7'],
      ['foreground', 'inverse'],
    ],
    [
      ['38:2::1:3:4', '9'],
      ['foreground', 'strike'],
    ],
    [['4:3'], ['underline']],
    [['4', '4:0'], []],
    [['1', '22', '95', '39', '104', '49'], []],
    [['58', '5', '1'], []],
    [['3', '0', '53'], ['overline']],
  ])('after %j has %j set', (parameters, expected) => {
    expect(Array.from(penAfter(PLAIN_PEN, parameters)).toSorted()).toEqual(expected.toSorted());
  });

  test('agrees with the emulator on what the next text would look like', async () => {
    const parameter = fc.constantFrom(
      '0',
      '1',
      '2',
      '3',
      '4',
      '4:0',
      '4:3',
      '5',
      '7',
      '9',
      '22',
      '24',
      '31',
      '39',
      '44',
      '49',
      '53',
      '55',
    );
    const sequences = fc.array(fc.array(parameter, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(sequences, async (all) => {
        let pen = PLAIN_PEN;
        for (const parameters of all) pen = penAfter(pen, parameters);
        const grid = await screenOf(`${all.map((one) => `\u001b[${one.join(';')}m`).join('')}x`);
        const plain = await screenOf('x');
        const isPlain = [grid, plain].map(({ style, foreground, background }) => [
          style[0],
          foreground[0],
          background[0],
        ]);
        expect(pen.size === 0).toBe(JSON.stringify(isPlain[0]) === JSON.stringify(isPlain[1]));
      }),
      { numRuns: 60 },
    );
  });
});

const problemsOf = async (output: string): Promise<readonly string[]> => {
  const watch = createLeavingWatch();
  watch.push(output);
  return watch.problems(await screenOf(output));
};

describe('leaving', () => {
  test('a pen that was saved before the alternate screen comes back with it', async () => {
    expect(await problemsOf('\u001b[?1049h\u001b[31mred\u001b[?1049l')).toEqual([]);
    expect(await problemsOf('\u001b[31m\u001b[?1049h\u001b[m\u001b[?1049l')).toEqual([
      'text is still printed with foreground set',
    ]);
  });

  test('what is drawn on the alternate screen is no matter', async () => {
    expect(await problemsOf('\u001b[?1049h\u001b[2J\u001b[5;5Hframe\u001b[?1049l')).toEqual([]);
  });

  test('a program that comes back to the alternate screen starts anew', async () => {
    const stray = '\u001b[?1049h\u001b[?1049l\u001b[1;1Hstray';
    expect(await problemsOf(stray)).toEqual(['"stray" was printed over the restored screen']);
    expect(await problemsOf(`${stray}\u001b[?1049h\u001b[?1049l`)).toEqual([]);
  });

  test('a reset of the terminal takes everything back', async () => {
    expect(await problemsOf('\u001b[?1049h\u001b[31m\u001bc')).toEqual([]);
  });

  test('a long stray text is told in short', async () => {
    const [problem] = await problemsOf(`\u001b[?1049h\u001b[?1049l\u001b[1;1H${'long '.repeat(100)}`);
    expect(problem?.length).toBeLessThan(90);
  });
});
