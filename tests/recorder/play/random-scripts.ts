import * as fc from 'fast-check';
import type { InProcessProgram } from '../../../src/recorder/terminal/in-process-program.ts';

/** A line of a tape, and what it does to the film's time. */
interface Step {
  readonly source: string;
  /** Pauses of a length of their own. */
  readonly ms?: number;
  /** Pauses of the tape's typing speed. */
  readonly keys?: number;
  readonly typingMs?: number;
  readonly speed?: number;
  readonly hidden?: boolean;
}

/** A random tape, and how long its film is: the script's own arithmetic, without a clock or a program. */
export interface Script {
  /** One entry for each step. */
  readonly lines: readonly string[];
  readonly source: string;
  readonly filmMs: number;
}

const ANSWER_MS = 300;
const FIRST_TYPING_MS = 50;
const LAST_KEY_MS = 50;

/** Texts that hold no `q`, with the number of characters that a person would count. */
const TEXTS = [
  ['a', 1],
  ['hello', 5],
  ['x y', 3],
  ['漢字', 2],
  ['é→👩‍💻', 3],
] as const;
const ms = fc.constantFrom(0, 4, 20, 100, 700);
const count = fc.nat(3);
const text = fc.constantFrom(...TEXTS);

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(text, ms).map(([[typed, keys], each]) => ({ source: `Type@${each}ms "${typed}"`, ms: keys * each })),
  text.map(([typed, keys]) => ({ source: `Type "${typed}"`, keys })),
  fc
    .tuple(fc.constantFrom('Enter', 'Tab', 'Left', 'Backspace', 'F5', 'ScrollUp', 'ScrollDown'), ms, count)
    .map(([key, each, times]) => ({ source: `${key}@${each}ms ${times}`, ms: times * each })),
  fc.tuple(fc.constantFrom('Enter', 'Space'), count).map(([key, keys]) => ({ source: `${key} ${keys}`, keys })),
  ms.map((pause) => ({ source: `Sleep ${pause}ms`, ms: pause })),
  fc.constantFrom('Ctrl+B', 'Alt+x', 'Shift+Tab', 'Paste', 'Copy "two words"').map((source) => ({ source })),
  fc.constant({ source: 'Hide', hidden: true }),
  fc.constant({ source: 'Show', hidden: false }),
  fc.constantFrom(4, 20, 200).map((typingMs) => ({ source: `Set TypingSpeed ${typingMs}ms`, typingMs })),
  fc.constantFrom(0.5, 1, 2, 4).map((speed) => ({ source: `# massgen: speed ${speed}x`, speed })),
  fc
    .constantFrom('idle-limit 1s', 'keys on', 'keys off', 'marker "m"', 'caption "c"', 'settle 30ms')
    .map((words) => ({ source: `# massgen: ${words}` })),
  fc
    .constantFrom('resize 20x3', 'resize 40x6', 'mouse click 2,3', 'mouse wheel 1,1 -2', 'key Shift+F3')
    .map((words) => ({ source: `# massgen: ${words}` })),
);
/** The program answers after a while, and the film runs until it has. */
const answered = fc.constant('wait' as const);
/** The screen is looked at, twice in the same moment. */
const look = fc.constant('look' as const);

function written(step: Step | 'wait' | 'look', index: number): Step {
  if (step === 'wait') return { source: `Ctrl+W\nWait+Screen@5s /done ${index};/`, ms: ANSWER_MS };
  if (step === 'look') return { source: `# massgen: golden g${index}\nScreenshot g${index}.png` };
  return step;
}

function filmLength(all: readonly Step[]): number {
  let [filmMs, typingMs, speed, hidden] = [0, FIRST_TYPING_MS, 1, false];
  for (const step of all) {
    ({ typingMs, speed, hidden } = { typingMs, speed, hidden, ...step });
    if (!hidden) filmMs += ((step.ms ?? 0) + (step.keys ?? 0) * typingMs) / speed;
  }
  return filmMs;
}

const END: readonly Step[] = [
  { source: 'Show', hidden: false },
  { source: '# massgen: speed 1x', speed: 1 },
  { source: `Type@${LAST_KEY_MS}ms "q"`, ms: LAST_KEY_MS },
];

/** Tapes for `answering`, which end it. */
export const scripts: fc.Arbitrary<Script> = fc
  .array(fc.oneof({ arbitrary: steps, weight: 8 }, answered, look), { minLength: 1, maxLength: 14 })
  .map((chosen) => {
    let waits = 0;
    const body = chosen.map((step, index) => written(step, step === 'wait' ? (waits += 1) : index));
    const all = [...body, ...END];
    const lines = all.map(({ source }) => source);
    return { lines, source: lines.join('\n'), filmMs: filmLength(all) };
  });

/**
 * Shows keys in colours, pastes and the mouse in words, and its size when that changes; to each Ctrl+W it says `done N;`
 * after a while, and it ends with `q`.
 */
export const answering: InProcessProgram = (screen, clock, _start, signal) =>
  new Promise((resolve) => {
    let answers = 0;
    const answer = async (): Promise<void> => {
      await clock.sleep(ANSWER_MS, signal);
      answers += 1;
      screen.write(`\r\n\u001b[0mdone ${answers};\r\n`);
    };
    screen.write('\u001b]0;demo\u0007\u001b[?1000h\u001b[?1006h\u001b[?2004hready> ');
    screen.onResize((columns, rows) => screen.write(`\r\n${columns}x${rows}\r\n`));
    screen.onInput((data) => {
      if (data === 'q') resolve(0);
      else if (data === '\u0017') void answer();
      else if (data.includes('\r')) screen.write('\u001b[?2026h\r\nready> \u001b[?2026l');
      else if (data.startsWith('\u001b')) screen.write(`[${data.slice(1)}]`);
      else screen.write(`\u001b[3${data.length % 8}m${data}`);
    });
    signal.addEventListener('abort', () => resolve(0));
  });
