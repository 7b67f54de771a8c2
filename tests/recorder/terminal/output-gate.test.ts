import { array, assert, boolean, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { createOutputGate } from '../../../src/recorder/terminal/output-gate.ts';
import { createWriteQueue } from '../../../src/recorder/terminal/input/write-queue.ts';

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

test('whatever the gate does meanwhile, everything comes out in order and whole', () => {
  assert(
    property(array(string({ unit: 'grapheme' })), array(boolean()), (texts, opens) => {
      const gate = createOutputGate();
      const heard: string[] = [];
      const halves = texts.join('').split('');
      for (const [at, half] of halves.entries()) {
        if (at === 3) gate.listen((text) => void heard.push(text));
        if (opens[at] === true) gate.open();
        if (opens[at] === false) gate.close();
        gate.push(half);
      }
      gate.open();
      gate.listen((text) => void heard.push(text));
      gate.end();
      expect(heard.join('')).toBe(texts.join(''));
      expect(heard.every((text) => text.isWellFormed())).toBe(true);
      expect(gate.heldLength).toBe(0);
    }),
  );
});

test('a closed gate holds, tells how much, and says when it is empty', async () => {
  const gate = createOutputGate();
  const order: string[] = [];
  gate.listen((text) => void order.push(text));
  await gate.drained();
  gate.close();
  gate.push('abc');
  const drained = gate.drained().then(() => order.push('drained'));
  await turn();
  expect([order, gate.heldLength]).toEqual([[], 3]);
  gate.open();
  await drained;
  expect([order, gate.heldLength]).toEqual([['abc', 'drained'], 0]);
});

test('what a listener makes the producer write comes after', () => {
  const gate = createOutputGate();
  const heard: string[] = [];
  gate.listen((text) => {
    heard.push(text);
    if (text === 'question') gate.push('answer');
  });
  gate.push('question');
  expect(heard).toEqual(['question', 'answer']);
});

test('half a character at the very end is replaced', () => {
  const gate = createOutputGate();
  const heard: string[] = [];
  gate.listen((text) => void heard.push(text));
  gate.push('x\ud83d');
  gate.end();
  gate.end();
  expect(heard).toEqual(['x', '\ufffd']);
});

test('input goes out in pieces that end with lines and never inside a character', async () => {
  const sent: string[] = [];
  const queue = createWriteQueue((piece) => void sent.push(piece));
  const text = `${'🚀'.repeat(600)}\r${'x'.repeat(500)}\ry\r${'z'.repeat(40)}`;
  queue.push(text);
  queue.push('!');
  for (let turns = 0; turns < 20; turns += 1) await turn();
  expect(sent.join('')).toBe(`${text}!`);
  expect(sent.every((piece) => piece.length <= 512 && piece.isWellFormed())).toBe(true);
  expect(sent.filter((piece) => piece.endsWith('\r'))).toHaveLength(2);
});

test('a closed queue sends nothing more, and a full one drops what is newer', async () => {
  const sent: string[] = [];
  const queue = createWriteQueue((piece) => void sent.push(piece));
  queue.push('a'.repeat(4 * 1024 * 1024));
  queue.push('too much');
  queue.close();
  queue.push('late');
  await turn();
  expect(sent).toEqual(['a'.repeat(512)]);
});
