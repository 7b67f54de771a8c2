import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCast } from '../../../../src/recorder/encode/read-cast.ts';
import { DEFAULT_THEME } from '../../../../src/recorder/picture/themes.ts';
import { filesIn, freshFolder, optionsIn, render } from '../film.ts';
import { output, recordingWith } from '../recordings.ts';

const CAPTIONED = recordingWith([output(0, 'a'), output(4000, 'b')], {
  durationMs: 10_000,
  captions: [
    { atMs: 2000, text: 'first' },
    { atMs: 6000, text: 'second' },
  ],
});

test('captions have the times of the film that was cut and sped up', async () => {
  const folder = freshFolder();
  const retiming = { idleLimitMs: null, select: { fromMs: 1000, toMs: 9000 }, speed: 2, speedToMs: null };
  const outputs = (['srt', 'vtt'] as const).map((kind) => ({ kind, path: `a.${kind}` }));
  const report = await render(CAPTIONED, outputs, optionsIn(folder, { retiming }));
  expect([report.problems, report.durationMs]).toEqual([[], 4000]);
  const srt = readFileSync(join(folder, 'a.srt'), 'utf8');
  expect(srt).toMatch(/00:00:00,500 --> 00:00:02,500\s+first\s+2\s+00:00:02,500 --> 00:00:04,000\s+second/);
  expect(readFileSync(join(folder, 'a.vtt'), 'utf8')).toMatch(/^WEBVTT\n[^]*00:00:00.500 --> 00:00:02.500\nfirst/);
});

test.each([2, 3] as const)('a cast of version %i keeps colours, events and the length of the film', async (version) => {
  const folder = freshFolder();
  const events = Array.from({ length: 40 }, (_, index) => output(index * 10, `${'x'.repeat(9000)}é${index}`));
  const film = recordingWith(events, { durationMs: 5000 });
  await render(film, [{ kind: 'cast', path: 'a.cast' }], optionsIn(folder, { castVersion: version }));
  const read = readCast(readFileSync(join(folder, 'a.cast')));
  if (!read.ok) throw new Error(read.error);
  const { cast, theme, durationMs, problems } = read.value;
  expect([read.value.version, durationMs, problems]).toEqual([version, 5000, []]);
  expect(cast.events.slice(0, events.length)).toEqual(events);
  expect(theme?.palette).toEqual(DEFAULT_THEME.palette);
});

test('what cannot be written keeps its place as it was and is told once', async () => {
  const folder = freshFolder();
  writeFileSync(join(folder, 'file'), 'mine');
  mkdirSync(join(folder, 'a.srt'));
  const outputs = [
    { kind: 'cast' as const, path: 'file/a.cast' },
    { kind: 'srt' as const, path: 'a.srt' },
    { kind: 'vtt' as const, path: 'fine.vtt' },
  ];
  const themes = [DEFAULT_THEME, { ...DEFAULT_THEME, name: 'Other' }];
  const report = await render(CAPTIONED, outputs, optionsIn(folder, { themes }));
  expect(report.problems.map(({ path }) => path.replace(folder, ''))).toEqual(['/file/a.cast', '/a.srt']);
  expect(report.outputs.map(({ kind }) => kind)).toEqual(['vtt']);
  expect(filesIn(folder)).toEqual(['a.srt', 'file', 'fine.vtt']);
});
