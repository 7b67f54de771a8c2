import { describe, expect, test } from 'vitest';
import { asTextGolden, fixture, missingForShell, playReally } from '../real-shell.ts';

const GOLDENS = ['colors-bold', 'env', 'hide-show', 'line-editing', 'type-enter', 'unicode', 'wait-line'] as const;

const compared = fixture('goldens/env.tape') !== null && missingForShell() === null ? GOLDENS : [];

describe.concurrent('the text goldens that VHS wrote', () => {
  test('are compared, or bash or ../shared/fixtures/tapes is missing and nothing is', () => {
    const found = GOLDENS.filter((name) => fixture(`goldens/${name}.golden.txt`) !== null);
    expect(compared.length === 0 || found.length === GOLDENS.length).toBe(true);
  });

  test.each(compared)('%s comes out equal, three times in a row', { timeout: 60_000 }, async (name) => {
    const tape = fixture(`goldens/${name}.tape`) ?? '';
    const golden = fixture(`goldens/${name}.golden.txt`);
    for (let time = 0; time < 3; time += 1) {
      const film = await playReally(tape);
      expect(await asTextGolden(film)).toBe(golden);
    }
  });
});

const RULE = `${'─'.repeat(80)}\n`;

/** The non-blank lines of each screen. */
async function screensOfTape(body: string): Promise<readonly (readonly string[])[]> {
  const film = await playReally(`Output x.txt\nSet TypingSpeed 10ms\n${body}`);
  const screens = (await asTextGolden(film)).split(RULE).slice(0, -1);
  return screens.map((screen) => screen.split('\n').filter((line) => line !== ''));
}

describe.concurrent('the screen after a command', () => {
  const playable = missingForShell() === null;

  test('shows what answers the key, and not what the program waits to say later', { timeout: 60_000 }, async () => {
    const typed = 'for i in 1 2; do echo $i; sleep 0.4; done';
    const screens = playable ? await screensOfTape(`Type "${typed}"\nEnter\nSleep 1500ms`) : null;
    const first = [`> ${typed}`];
    expect(screens?.slice(0, 3) ?? []).toEqual(playable ? [first, [...first, '1'], [...first, '1', '2', '>']] : []);
  });

  test('of a command without a pause shares the answer to the key before it', { timeout: 60_000 }, async () => {
    const screens = playable ? await screensOfTape('Type "echo a"\nEnter\nCopy "b"\nPaste\nCtrl+U\nCtrl+U') : null;
    const answered = ['> echo a', 'a', '>'];
    const pasted = ['> echo a', 'a', '> b'];
    const all = [['> echo a'], answered, answered, pasted, pasted, pasted];
    expect(screens ?? []).toEqual(playable ? all : []);
  });
});
