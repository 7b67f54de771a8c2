import { describe, expect, test } from 'vitest';
import { commandOutputKind, extensionOf, outputKind } from '../../../src/recorder/tape/output-kind.ts';

describe('a path names the kind of output', () => {
  test.each([
    ['a.gif', 'gif', 'gif', 'gif'],
    ['a.mp4', 'mp4', 'mp4', 'mp4'],
    ['a.webm', 'webm', 'webm', 'webm'],
    ['a.txt', 'txt', 'txt', 'txt'],
    ['a.ascii', 'txt', 'txt', 'txt'],
    ['a.test', 'txt', 'txt', 'txt'],
    ['a.png', 'frames', 'frames', 'png'],
    ['frames/', 'frames', 'frames', 'frames'],
    ['a.svg', 'gif', 'svg', 'svg'],
    ['a.apng', 'gif', 'apng', 'apng'],
    ['a.cast', 'gif', 'cast', 'cast'],
    ['a.json', 'gif', 'json', 'json'],
    ['a.html', 'gif', 'html', 'html'],
    ['a.srt', 'gif', 'srt', 'srt'],
    ['a.vtt', 'gif', 'vtt', 'vtt'],
    ['a.xyz', 'gif', 'gif', null],
    ['a.GIF', 'gif', 'gif', 'gif'],
    ['a.constructor', 'gif', 'gif', null],
    ['film', 'frames', 'frames', null],
  ])('%s: to VHS %s, in our tapes %s, in directives and options %s', (path, strict, extended, ours) => {
    expect(commandOutputKind(path, 'strict')).toBe(strict);
    expect(commandOutputKind(path, 'extended')).toBe(extended);
    expect(outputKind(path)).toBe(ours);
  });

  test.each([
    ['a.b.gif', '.gif'],
    ['a.b/c', ''],
    ['../a', ''],
    ['..', '.'],
    ['.gif', '.gif'],
    ['', ''],
  ])('%s has the extension %j', (path, expected) => {
    expect(extensionOf(path)).toBe(expected);
  });
});
