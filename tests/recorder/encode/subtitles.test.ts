import { expect, test } from 'vitest';
import { writeSrt, writeVtt } from '../../../src/recorder/encode/subtitles.ts';

const CAPTIONS = [
  { atMs: 0, text: 'Three agents start' },
  { atMs: 61_500, text: 'They vote:\n\n  a <b> & --> c\u001b[1m' },
  { atMs: 3_600_000.4, text: '' },
  { atMs: 7_200_000, text: 'The end' },
];

test('captions follow one another; an empty one ends the one before', () => {
  expect(writeSrt(CAPTIONS, 7_203_004)).toBe(
    [
      '1',
      '00:00:00,000 --> 00:01:01,500',
      'Three agents start',
      '',
      '2',
      '00:01:01,500 --> 01:00:00,000',
      'They vote:',
      'a <b> & → c [1m',
      '',
      '3',
      '02:00:00,000 --> 02:00:03,004',
      'The end',
      '',
    ].join('\n'),
  );
});

test('WebVTT has its header, dots, and text that cannot be taken for marks', () => {
  expect(writeVtt(CAPTIONS.slice(0, 2), 70_000)).toBe(
    [
      'WEBVTT',
      '',
      '00:00:00.000 --> 00:01:01.500',
      'Three agents start',
      '',
      '00:01:01.500 --> 00:01:10.000',
      'They vote:',
      'a &lt;b&gt; &amp; --&gt; c [1m',
      '',
    ].join('\n'),
  );
});

test('what lies after the end, has no length or no text is left out', () => {
  const captions = [
    { atMs: 500, text: 'late' },
    { atMs: 100, text: 'first' },
    { atMs: 100, text: 'at once' },
    { atMs: 200, text: '\n \n' },
  ];
  expect(writeSrt(captions, 400)).toBe('1\n00:00:00,100 --> 00:00:00,200\nat once\n');
});

test('a film without captions has no cues', () => {
  expect([writeSrt([], 100), writeVtt([], 100)]).toEqual(['', 'WEBVTT\n']);
});

test('a hundred hours need three digits', () => {
  expect(writeSrt([{ atMs: 360_000_000, text: 'x' }], 360_001_000)).toContain('100:00:00,000 --> 100:00:01,000');
});
