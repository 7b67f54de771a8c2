import type { Usage } from '../coordination/usage.ts';

/** What stands where a number is not known. */
const UNKNOWN = '–';

const pair = (value: number): string => String(value).padStart(2, '0');

/** `1:07`, `1:02:07`; negative times count as none. */
export function clockText(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${pair(minutes)}:${pair(seconds % 60)}` : `${minutes}:${pair(seconds % 60)}`;
}

/** `8s` below a minute, then as a clock. */
export const shortTime = (durationMs: number): string =>
  durationMs < 60_000 ? `${Math.max(0, Math.floor(durationMs / 1000))}s` : clockText(durationMs);

/** `0.1s`, `4.0s`, `41s`, `2:03`: how long a finished thing took. */
export const tookText = (seconds: number): string =>
  seconds < 10 ? `${seconds.toFixed(1)}s` : shortTime(seconds * 1000);

/** `950`, `5.2k`, `161k`, `1.2M`. */
export function countText(count: number | null): string {
  if (count === null) return UNKNOWN;
  if (count < 1000) return String(count);
  if (count < 99_950) return `${(count / 1000).toFixed(1)}k`;
  return count < 999_500 ? `${Math.round(count / 1000)}k` : `${(count / 1_000_000).toFixed(1)}M`;
}

/** `$0.09`; below a cent `<$0.01`; an unknown price is never shown as nothing. */
export function costText(dollars: number | null): string {
  if (dollars === null) return `$${UNKNOWN}`;
  if (dollars > 0 && dollars < 0.01) return '<$0.01';
  return dollars < 100 ? `$${dollars.toFixed(2)}` : `$${Math.round(dollars)}`;
}

/** Input and output together; null when neither is known. */
export const totalTokens = (usage: Usage): number | null =>
  usage.input === null && usage.output === null ? null : (usage.input ?? 0) + (usage.output ?? 0);

/** `agent1.2` → `1.2`: how labels stand on the screen. */
export const shortLabel = (label: string): string => label.replace(/^agent(?=\d)/, '');
