import { describe, expect, test } from 'vitest';
import { createLiveScribe } from '../../../src/recorder/live/live-scribe.ts';
import type { TypedStep } from '../../../src/recorder/live/typed-step.ts';
import { createInputDecoder } from '../../../src/terminal/input/decoder.ts';

/** A person and a program; what the program does with keys is the test's to say. */
function session(altScreen = false) {
  const screen = { text: '$ \n', altScreen, cursor: '0,2', beforeCursor: '$ ' };
  const shown: string[] = [];
  const scribe = createLiveScribe({ look: () => ({ ...screen }), onShown: (text) => shown.push(text) });
  const decoder = createInputDecoder();
  let nowMs = 0;
  return {
    screen,
    shown,
    scribe,
    wait: (ms: number) => (nowMs += ms),
    /** Types bytes that the program does not echo. */
    press(bytes: string) {
      for (const event of [...decoder.push(new TextEncoder().encode(bytes)), ...decoder.flush()]) {
        scribe.input(event, nowMs);
      }
    },
    /** Types letters, each of which the screen shows. */
    echo(text: string) {
      for (const letter of text) {
        this.press(letter);
        this.print(letter);
      }
    },
    print(text: string) {
      screen.text = screen.text.trimEnd() === '$' ? `$ ${text}\n` : `${screen.text.trimEnd()}${text}\n`;
      scribe.output(text, nowMs);
    },
    finish: (): readonly TypedStep[] => scribe.finish(nowMs),
  };
}

const brief = (steps: readonly TypedStep[]): string =>
  steps
    .map((step) =>
      step.type === 'text'
        ? step.text
        : step.type === 'line'
          ? `<${step.line}>`
          : step.type === 'pause'
            ? `<${step.ms}>`
            : '<?>',
    )
    .join('');

test('what was echoed is what was typed, with its keys', () => {
  const person = session();
  person.echo('ls -l');
  person.press('\r');
  expect(brief(person.finish())).toBe('ls -l<Enter>');
});

test('pauses of half a second and longer are kept, also within a word and at the end', () => {
  const person = session();
  person.wait(800);
  person.echo('l');
  person.wait(499);
  person.echo('s');
  person.wait(500);
  person.echo('x');
  person.press('\r');
  person.wait(3000);
  expect(brief(person.finish())).toBe('<800>ls<500>x<Enter><3000>');
});

test('corrections stay corrections', () => {
  const person = session();
  person.echo('gti');
  person.press('\u007f\u007f');
  person.screen.text = '$ g\n';
  person.echo('it');
  person.press('\r');
  expect(brief(person.finish())).toBe('gti<Backspace><Backspace>it<Enter>');
});

describe('what the screen does not show', () => {
  test('is withheld, with its length and its corrections', () => {
    const person = session();
    person.press('secr');
    person.press('\u007f');
    person.wait(700);
    person.press('ret\r');
    person.echo('next');
    person.press('\r');
    expect(brief(person.finish())).toBe('<?><Enter>next<Enter>');
    expect(person.shown).toEqual(['next']);
  });

  test('is withheld when stars stand for it', () => {
    const person = session();
    for (const letter of 'secret') {
      person.press(letter);
      person.print('*');
    }
    person.press('\r');
    expect(brief(person.finish())).toBe('<?><Enter>');
  });

  test('is withheld although other output comes while it is typed', () => {
    const person = session();
    person.press('sec');
    person.print('[1]+ Done sleep 5\r\n');
    person.press('ret\r');
    expect(brief(person.finish())).toBe('<?><Enter>');
  });

  test('is withheld although its letters stood on the screen before', () => {
    const person = session();
    person.print('the secret is out');
    person.press('secret\r');
    expect(brief(person.finish())).toBe('<?><Enter>');
  });

  test.each(['\r', '\t', '\u0003', '\u0004', '\u001b[B', '\u001b', ''])('is withheld whatever ends it: %j', (end) => {
    const person = session();
    person.press(`secret${end}`);
    expect(brief(person.finish())).toMatch(/^<\?>/);
    expect(person.shown).toEqual([]);
  });

  test('is withheld when it is pasted', () => {
    const person = session();
    person.press('\u001b[200~pass word\u001b[201~\r');
    expect(brief(person.finish())).toBe('<?><Enter>');
  });

  test('is withheld in part when another line was shown', () => {
    const person = session();
    person.echo('sudo id');
    person.press('\r');
    person.print('\r\nPassword: ');
    person.press('hunter2\r');
    person.print('\r\nuid=0(root)\r\n$ ');
    expect(brief(person.finish())).toBe('sudo id<Enter><?><Enter>');
  });
});

describe('echo that is late', () => {
  test('counts when the typed line comes as it was', () => {
    const person = session();
    person.press('ls\rpwd\r');
    person.print('ls\r\npwd\r\na b\r\n$ /home\r\n$ ');
    expect(brief(person.finish())).toBe('ls<Enter>pwd<Enter>');
  });

  test('counts through the colours and moves of a line editor', () => {
    const person = session();
    person.press('echo hi\r');
    person.print('\u001b[32me\u001b[0mcho\u001b[K hi\u001b[?2004l\r\r\nhi\r\n');
    expect(brief(person.finish())).toBe('echo hi<Enter>');
  });

  test('does not count when it comes much later', () => {
    const person = session();
    person.press('hunter2\r');
    person.wait(60_000);
    person.print('your password is hunter2\r\n');
    expect(brief(person.finish())).toBe('<?><Enter><60000>');
  });
});

describe('in a full-screen program', () => {
  test('one key is kept although it is not shown', () => {
    const person = session(true);
    person.press('q');
    expect(brief(person.finish())).toBe('q');
    const other = session(true);
    other.press('jjjj\r');
    expect(brief(other.finish())).toBe('jjjj<Enter>');
  });

  test('keys it obeys are kept', () => {
    const person = session(true);
    person.press('dw');
    person.screen.text = 'another text\n';
    person.press('\u001b[B');
    expect(brief(person.finish())).toBe('dw<Down>');
  });

  test('keys it obeys may go before a line that it shows', () => {
    const person = session(true);
    person.press('d');
    person.press('w');
    person.screen.text = 'another text\n';
    person.press(':');
    person.press('w');
    person.press('q');
    person.screen.beforeCursor = ':wq';
    person.press('\r');
    expect(brief(person.finish())).toBe('dw:wq<Enter>');
  });

  test('keys it does not obey may not', () => {
    const person = session(true);
    for (const letter of 'hunter') person.press(letter);
    for (const letter of 'ab') person.press(letter);
    person.screen.beforeCursor = 'ab';
    person.press('\r');
    expect(brief(person.finish())).toBe('<?><Enter>');
  });

  test('a line that is handed over is withheld unless it was shown', () => {
    const person = session(true);
    person.press('secret');
    person.screen.text = 'a clock has moved\n';
    person.press('\t');
    expect(brief(person.finish())).toBe('<?><Tab>');
  });

  test('stars are no obedience', () => {
    const person = session(true);
    person.press('secret');
    person.screen.text = '$ ******\n';
    person.press('\u001b[B');
    expect(brief(person.finish())).toBe('<?><Down>');
  });

  test('a click on a button hands over what was typed before', () => {
    const person = session(true);
    person.press('secret');
    person.screen.text = 'a clock has moved\n';
    person.press('\u001b[<0;3;2M\u001b[<0;3;2m');
    expect(brief(person.finish())).toBe('<?><# massgen: mouse click 2,3>');
  });
});

test('keys become VHS’s words, else a directive, else a comment', () => {
  const person = session();
  person.press(
    '\u0003\u001b[A\u001bOP\u001b[1;5C\u001b[1;2C\u001b[Z\u001bf\u001bs\u001b1\u0000\u001f\u001c\u001b[H\u001b[5~\u001b[15;5~\u001b[E',
  );
  expect(brief(person.finish())).toBe(
    [
      'Ctrl+C',
      'Up',
      '# massgen: key F1',
      'Ctrl+Right',
      '# massgen: key Shift+Right',
      'Shift+Tab',
      'Alt+f',
      '# massgen: key Alt+s',
      '# massgen: key Alt+1',
      'Ctrl+Space',
      'Ctrl+-',
      'Ctrl+\\',
      '# massgen: key Home',
      'PageUp',
      '# massgen: key Ctrl+F5',
      '# a key that a tape has no word for: clear',
    ]
      .map((line) => `<${line}>`)
      .join(''),
  );
});

test('the mouse is kept as far as tapes know it', () => {
  const person = session(true);
  person.press('\u001b[<64;10;5M\u001b[<65;10;5M\u001b[<2;1;1M\u001b[<32;1;2M\u001b[<35;4;4M');
  expect(brief(person.finish())).toBe(
    '<# massgen: mouse wheel 5,10 -1><# massgen: mouse wheel 5,10 +1><# a click with the right button at 1,1>',
  );
});

test('what the terminal answers was typed by nobody', () => {
  const person = session();
  person.press('\u001b[?1;2c\u001b[3;4R\u001b]11;rgb:00/00/00\u001b\\\u001b[I\u001b[O');
  expect(person.finish()).toEqual([]);
});

test('a paste is typed, line by line', () => {
  const person = session();
  person.press('\u001b[200~one\ntwo\tend\u0007\u001b[201~');
  person.print('one\r\ntwo     end\r\n');
  expect(brief(person.finish())).toBe('one<Enter>two<Tab>end');
});
