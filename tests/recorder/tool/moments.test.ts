import { describe, expect, test } from 'vitest';
import { withMarkers } from '../../../src/recorder/tool/moments.ts';
import { marker, output, recordingWith } from '../film/recordings.ts';

const RECORDING = recordingWith([output(100, 'a'), output(500, 'b'), { atMs: 900, type: 'exit', code: 0 }], {
  frames: [
    { atMs: 0, events: 0 },
    { atMs: 100, events: 1 },
    { atMs: 500, events: 2 },
    { atMs: 900, events: 3 },
  ],
});
const label = ({ atMs, ...event }: (typeof RECORDING.cast.events)[number]): unknown =>
  event.type === 'marker' ? event.label : event.type === 'output' ? event.data : [event.type, atMs];

describe('moments of a run', () => {
  test('stand in the film where they happened, before its end', () => {
    const { cast } = withMarkers(
      RECORDING,
      [marker(50, 'begin'), marker(300, 'vote'), marker(900, 'over')].filter((event) => event.type === 'marker'),
    );
    expect(cast.events.map(label)).toEqual(['begin', 'a', 'vote', 'b', 'over', ['exit', 900]]);
  });

  test('leave every picture what it was', () => {
    const moved = withMarkers(
      RECORDING,
      [marker(50, 'begin'), marker(300, 'vote')].filter((event) => event.type === 'marker'),
    );
    const shown = moved.frames.map(({ events }) =>
      moved.cast.events
        .slice(0, events)
        .flatMap((event) => (event.type === 'output' ? [event.data] : []))
        .join(''),
    );
    expect(shown).toEqual(['', 'a', 'ab', 'ab']);
    expect(withMarkers(RECORDING, [])).toEqual(RECORDING);
  });
});
