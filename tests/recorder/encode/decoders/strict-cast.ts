export interface StrictCast {
  readonly header: Readonly<Record<string, unknown>>;
  /** Seconds since the start, code, data. */
  readonly events: readonly (readonly [number, string, string])[];
}

const EVENT = /^\[(\d+\.\d+), "([oimrx])", ("(?:[^"\\]|\\.)*")\]$/;

/**
 * Reads a cast as its description says and forgives nothing: an independent opponent of the writer. Throws at whatever
 * is not to the letter.
 */
export function strictCast(text: string): StrictCast {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const [first = '', ...lines] = text.slice(0, -1).split('\n');
  const header = JSON.parse(first) as Readonly<Record<string, unknown>>;
  const isRelative = header['version'] === 3;
  let now = 0;
  const events = lines.map((line): readonly [number, string, string] => {
    const [, time = '', code = '', data = ''] = EVENT.exec(line) ?? [];
    if (code === '') throw new Error(`not an event: ${line}`);
    const seconds = Number(time);
    if (!isRelative && seconds < now) throw new Error(`time goes back: ${line}`);
    now = isRelative ? now + seconds : seconds;
    return [now, code, JSON.parse(data) as string];
  });
  return { header, events };
}
