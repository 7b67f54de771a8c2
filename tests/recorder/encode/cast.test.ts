import { expect, test } from 'vitest';
import { createCastWriter, writeCast } from '../../../src/recorder/encode/cast.ts';
import { readCast } from '../../../src/recorder/encode/read-cast.ts';
import { createEmulator } from '../../../src/recorder/terminal/emulator.ts';
import type { Cast, CastEvent, CastHeader } from '../../../src/recorder/play/recording.ts';
import { THEME } from './film-world.ts';
import { strictCast } from './decoders/strict-cast.ts';

const HEADER: CastHeader = {
  columns: 80,
  rows: 24,
  title: 'a "title"',
  command: 'massgen --demo',
  timestamp: 1_767_225_600,
  env: { TERM: 'xterm-256color', SHELL: '/bin/bash' },
  idleLimitMs: 1500,
};
const BARE: CastHeader = { ...HEADER, title: null, command: null, timestamp: null, env: {}, idleLimitMs: null };

const output = (atMs: number, data: string): CastEvent => ({ atMs, type: 'output', data });

const EVENTS: readonly CastEvent[] = [
  output(0, 'héllo \u001b[31m日本\u001b[0m\r\n'),
  { atMs: 40, type: 'input', data: '\u0003' },
  { atMs: 123.456, type: 'marker', label: 'voting "now"' },
  { atMs: 2000, type: 'resize', columns: 100, rows: 30 },
  output(2000, '\u0000\u007f\u2028</script>'),
  { atMs: 61_000, type: 'exit', code: 130 },
];

test('version 3 says the time since the event before, and has every field of its header', () => {
  const lines = writeCast({ header: HEADER, events: EVENTS }, { theme: THEME }).split('\n');
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    version: 3,
    term: {
      cols: 80,
      rows: 24,
      type: 'xterm-256color',
      theme: expect.objectContaining({ fg: '#dddddd', bg: '#171717' }) as unknown,
    },
    timestamp: 1_767_225_600,
    idle_time_limit: 1.5,
    command: 'massgen --demo',
    title: 'a "title"',
    env: { TERM: 'xterm-256color', SHELL: '/bin/bash' },
  });
  expect(lines.slice(1, 7).map((line) => line.slice(0, 12))).toEqual([
    '[0.000, "o",',
    '[0.040, "i",',
    '[0.083, "m",',
    '[1.877, "r",',
    '[0.000, "o",',
    '[59.000, "x"',
  ]);
  expect(lines[7]).toBe('');
});

test('version 2 says the time since the start', () => {
  const text = writeCast({ header: HEADER, events: EVENTS }, { version: 2, theme: THEME, durationMs: 62_000 });
  const { header, events } = strictCast(text);
  expect(header).toMatchObject({ version: 2, width: 80, height: 24, duration: 62, theme: { fg: '#dddddd' } });
  expect(text).toContain('[0.123456, "m", ');
  expect(events.map(([seconds]) => seconds)).toEqual([0, 0.04, 0.123456, 2, 2, 61]);
});

test('rests of rounding are carried forward: a thousand thirds of a second do not drift', () => {
  const events = Array.from({ length: 3000 }, (_, index) => output((index * 1000) / 3, 'x'));
  const { events: read } = strictCast(writeCast({ header: BARE, events }));
  for (const [index, [seconds]] of read.entries()) expect(Math.abs(seconds - index / 3)).toBeLessThan(0.00051);
});

test.each([2, 3] as const)('a cast of version %i is read back as it was', (version) => {
  const events = version === 3 ? EVENTS : EVENTS.slice(0, -1);
  const read = readCast(writeCast({ header: HEADER, events }, { version, theme: THEME }));
  expect(read).toMatchObject({ ok: true, value: { version, problems: [], theme: { palette: THEME.palette } } });
  const rounded = events.map((event) => ({
    ...event,
    atMs: version === 3 ? Math.round(event.atMs) : Math.round(event.atMs * 1000) / 1000,
  }));
  expect(read.ok ? read.value.cast : null).toEqual({ header: HEADER, events: rounded });
});

test('a header without extras is read back without any', () => {
  const cast: Cast = { header: BARE, events: [] };
  expect(writeCast(cast)).toBe('{"version":3,"term":{"cols":80,"rows":24}}\n');
  const read = readCast(writeCast(cast));
  expect(read).toEqual({ ok: true, value: { cast, version: 3, theme: null, durationMs: 0, problems: [] } });
});

test('a film that goes on after its last event says so in both versions', () => {
  const cast: Cast = { header: BARE, events: [output(100, 'x')] };
  for (const version of [2, 3] as const) {
    const read = readCast(writeCast(cast, { version, durationMs: 3100 }));
    expect(read).toMatchObject({ ok: true, value: { durationMs: 3100, problems: [] } });
  }
});

test('a character that comes in two halves is written once it is whole', () => {
  const writer = createCastWriter(BARE);
  const rocket = '🚀';
  const lines = [
    writer.event(output(0, `a${rocket.slice(0, 1)}`)),
    writer.event(output(10, `${rocket.slice(1)}b${rocket.slice(0, 1)}`)),
    writer.event(output(20, rocket.slice(1))),
  ];
  expect(lines).toEqual(['[0.000, "o", "a"]\n', '[0.010, "o", "🚀b"]\n', '[0.010, "o", "🚀"]\n']);
  expect(writer.end()).toBe('');
});

test('bytes may end anywhere inside a character', () => {
  const bytes = new TextEncoder().encode('aé日🚀\u001b[0mz');
  for (let size = 1; size <= bytes.length; size += 1) {
    const writer = createCastWriter(BARE);
    let text = writer.header;
    for (let at = 0; at < bytes.length; at += size) text += writer.bytes(bytes.subarray(at, at + size), at);
    text += writer.end();
    expect(
      strictCast(text)
        .events.map(([, , data]) => data)
        .join(''),
    ).toBe('aé日🚀\u001b[0mz');
  }
});

test('half a character at the very end is not swallowed', () => {
  const writer = createCastWriter(BARE);
  expect(writer.bytes(Uint8Array.of(0x61, 0xe6, 0x97), 5)).toBe('[0.005, "o", "a"]\n');
  expect(writer.end()).toBe('[0.000, "o", "\ufffd"]\n');
  const other = createCastWriter(BARE);
  expect(other.event(output(5, '\ud83d'))).toBe('');
  expect(other.event({ atMs: 9, type: 'exit', code: 0 })).toBe('[0.000, "o", "\\ud83d"]\n[0.009, "x", "0"]\n');
});

test('a clock that goes back does not make time negative', () => {
  const writer = createCastWriter(BARE);
  expect([writer.event(output(500, 'a')), writer.event(output(400, 'b')), writer.event(output(600, 'c'))]).toEqual([
    '[0.500, "o", "a"]\n',
    '[0.000, "o", "b"]\n',
    '[0.100, "o", "c"]\n',
  ]);
});

/** The screen after all output of a cast. */
async function screenOf({ header, events }: Cast): Promise<unknown> {
  const emulator = createEmulator({ columns: header.columns, rows: header.rows, unicode: 15 });
  for (const event of events) {
    if (event.type === 'output') await emulator.feed(event.data);
    if (event.type === 'resize') emulator.resize(event.columns, event.rows);
  }
  const screen = structuredClone(emulator.snapshot());
  emulator.dispose();
  return screen;
}

test.each([2, 3] as const)('played into a terminal, a cast of version %i gives the same cells', async (version) => {
  const events: readonly CastEvent[] = [
    output(0, '\u001b[?1049h\u001b[2J\u001b[1;1H\u001b[1;38;2;255;136;0mtitle\u001b[0m'),
    output(100, '\r\n\u001b[48;5;24m日本語 🚀 é \u001b[4:3mwavy\u001b[0m'),
    { atMs: 150, type: 'resize', columns: 40, rows: 10 },
    output(200, '\u001b[10;35Hlast row 漢'),
    output(250, '\u001b[?25l\u001b]0;a "title"\u0007\u001b[5;3H\u001b[7m inverse \u001b[m'),
  ];
  const cast: Cast = { header: { ...BARE, columns: 30, rows: 8 }, events };
  const read = readCast(new TextEncoder().encode(writeCast(cast, { version })));
  expect(read.ok ? await screenOf(read.value.cast) : null).toEqual(await screenOf(cast));
});
