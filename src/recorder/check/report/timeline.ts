import type { RunReport } from '../report.ts';
import { text, timeWords } from './words.ts';

interface Moment {
  readonly atMs: number;
  readonly label: string;
  readonly kind: 'marker' | 'caption' | 'bad';
}

function momentsOf({ markers, captions, checks }: RunReport): readonly Moment[] {
  return [
    ...markers.map(({ atMs, label }) => ({ atMs, label, kind: 'marker' }) as const),
    ...captions.map(({ atMs, text: label }) => ({ atMs, label, kind: 'caption' }) as const),
    ...checks.flatMap(({ ok, severity, atMs, message }) =>
      ok || severity === 'warning' ? [] : [{ atMs, label: message, kind: 'bad' } as const],
    ),
  ].toSorted((a, b) => a.atMs - b.atMs);
}

const place = (atMs: number, durationMs: number): string =>
  `left:${Math.min(100, Math.max(0, durationMs === 0 ? 0 : (atMs / durationMs) * 100)).toFixed(2)}%`;

const line = ({ atMs, label, kind }: Moment): string =>
  `<li${kind === 'bad' ? ' class="bad"' : ''}><time>${timeWords(atMs)}</time> ${kind === 'caption' ? `<q>${text(label)}</q>` : text(label)}</li>`;

/** Markers, captions and failures along the recording; empty when there are none. */
export function timelineSection(report: RunReport): string {
  const moments = momentsOf(report);
  if (moments.length === 0) return '';
  const { recordedMs } = report;
  const mark = ({ atMs, label, kind }: Moment): string =>
    `<i${kind === 'bad' ? ' class="bad"' : ''} style="${place(atMs, recordedMs)}" title="${text(`${timeWords(atMs)} ${label}`)}"></i>`;
  return `<section><h2>Timeline</h2>
<div class="timeline" role="img" aria-label="Moments of the recording">${moments.map(mark).join('')}</div>
<p class="quiet">0:00.0 to ${timeWords(recordedMs)}</p>
<ul class="moments">${moments.map(line).join('\n')}</ul></section>`;
}
