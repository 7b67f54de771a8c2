import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Recording } from '../play/recording.ts';

/** A part of a recording, in its own time. */
export interface SelectedRange {
  readonly fromMs: number;
  readonly toMs: number;
}

type Bounds = Pick<Recording, 'durationMs'> & { readonly cast: Pick<Recording['cast'], 'events'> };

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/**
 * Reads `FROM..TO`. Each end is a time (`5s`, `1500ms`, `2m`, without a unit seconds), a share (`25%`), `marker:NAME`
 * (the first marker whose label has this text in it, whatever the case), or empty for the film's own end. The error is
 * a sentence that names what is wrong and what could be said.
 */
export function selectRange(text: string, recording: Bounds): Result<SelectedRange, string> {
  const parts = text.split('..');
  const [from, to] = parts;
  if (from === undefined || to === undefined || parts.length !== 2) {
    return fail(`--select ${text}: expected FROM..TO, such as 5s..30s, 10%..50% or marker:voting..`);
  }
  const start = moment(from.trim(), 0, recording);
  if (!start.ok) return fail(`--select ${text}: ${start.error}`);
  const end = moment(to.trim(), recording.durationMs, recording);
  if (!end.ok) return fail(`--select ${text}: ${end.error}`);
  if (start.value >= recording.durationMs && recording.durationMs > 0) {
    return fail(`--select ${text}: the recording is only ${recording.durationMs / 1000} s long`);
  }
  if (start.value >= end.value) return fail(`--select ${text}: the end must come after the beginning`);
  return ok({ fromMs: start.value, toMs: Math.min(end.value, recording.durationMs) });
}

function moment(text: string, otherwise: number, recording: Bounds): Result<number, string> {
  if (text === '') return ok(otherwise);
  if (text.startsWith('marker:')) return markerAt(text.slice('marker:'.length), recording);
  const share = /^(\d+(?:\.\d+)?)%$/.exec(text);
  if (share !== null) {
    const percent = Number(share[1]);
    return percent > 100
      ? fail(`${text} is more than the whole`)
      : ok(Math.round((recording.durationMs * percent) / 100));
  }
  const time = /^(\d+(?:\.\d+)?|\.\d+)(ms|s|m)?$/.exec(text);
  if (time === null) return fail(`"${text}" is no time (5s), share (25%) or marker (marker:NAME)`);
  return ok(Math.round(Number(time[1]) * (UNIT_MS[time[2] ?? 's'] ?? 1000)));
}

function markerAt(name: string, { cast }: Bounds): Result<number, string> {
  const markers = cast.events.flatMap((event) => (event.type === 'marker' ? [event] : []));
  const wanted = name.toLowerCase();
  const found = markers.find((marker) => marker.label.toLowerCase().includes(wanted));
  if (found !== undefined) return ok(found.atMs);
  const labels = markers.slice(0, 12).map((marker) => `"${marker.label}"`);
  return fail(
    `no marker has "${name}" in it; ${labels.length === 0 ? 'there are none' : `there are ${labels.join(', ')}`}`,
  );
}
