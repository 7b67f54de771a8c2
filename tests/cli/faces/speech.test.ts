import { expect, test } from 'vitest';
import { createSpeech } from '../../../src/cli/faces/speech.ts';

function listen() {
  let heard = '';
  const speech = createSpeech((text) => (heard += text));
  return { speech, heard: () => heard };
}

test('text is released by the sentence, under the name of the speaker', () => {
  const { speech, heard } = listen();
  speech.text('Agent 1', 'One sentence. And half', 0);
  expect(heard()).toBe('\nAgent 1:\nOne sentence.\n');
  speech.text('Agent 1', ' of another. ', 10);
  expect(heard()).toBe('\nAgent 1:\nOne sentence.\nAnd half of another.\n');
});

test('another agent waits for its turn until the speaker is done', () => {
  const { speech, heard } = listen();
  speech.text('Agent 1', 'First. ', 0);
  speech.text('Agent 2', 'Second. ', 10);
  expect(heard()).not.toContain('Second');
  speech.end('Agent 1', 20);
  expect(heard()).toBe('\nAgent 1:\nFirst.\n\nAgent 2:\nSecond.\n');
});

test('three seconds of silence release an unfinished sentence and the floor', () => {
  const { speech, heard } = listen();
  speech.text('Agent 1', 'Thinking aloud', 0);
  speech.text('Agent 2', 'Ready. ', 100);
  speech.tick(2_999);
  expect(heard()).toBe('\nAgent 2:\nReady.\n');
  speech.end('Agent 2', 3_000);
  speech.end('Agent 1', 3_100);
  expect(heard()).toContain('Agent 1:\nThinking aloud\n');
});

test('a retracted message is never spoken', () => {
  const { speech, heard } = listen();
  speech.text('Agent 1', 'half a thou', 0);
  speech.retract('Agent 1');
  speech.end('Agent 1', 10);
  speech.tick(10_000);
  expect(heard()).toBe('');
});

test('escape sequences in model text never reach the output', () => {
  const { speech, heard } = listen();
  speech.text('Agent 1', 'red \u001b[31malert\u001b]0;title\u0007 \u009b2J now. ', 0);
  expect(heard()).toBe('\nAgent 1:\nred alert  now.\n');
});

test('the end of the message releases what has no full stop', () => {
  const { speech, heard } = listen();
  speech.text('Agent 1', 'no full stop', 0);
  speech.end('Agent 1', 1);
  expect(heard()).toBe('\nAgent 1:\nno full stop\n');
});
