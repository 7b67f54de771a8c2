import { REDACTED } from './redactor.ts';

/** A shorter beginning of a secret at the end of a piece tells nobody anything and would mask innocent words. */
const MIN_PREFIX = 4;

/** Masks secrets in text that arrives in pieces, also where a secret is cut by the border between two pieces. */
export interface ChunkMask {
  /** The next piece of a stream, masked. Streams are told apart by `stream`. */
  next(stream: string, chunk: string): string;
  /** The stream is over: the next piece under its name has nothing to do with it. */
  end(stream: string): void;
}

/** Remembers, per stream, as many characters as the longest secret has. */
export function createChunkMask(secrets: readonly string[]): ChunkMask {
  const longest = Math.max(0, ...secrets.map((secret) => secret.length));
  const tails = new Map<string, string>();

  return {
    next(stream, chunk) {
      if (longest === 0 || chunk === '') return chunk;
      const tail = tails.get(stream) ?? '';
      const all = tail + chunk;
      tails.set(stream, all.slice(-longest));
      return maskFrom(all, tail.length, secrets);
    },
    end: (stream) => void tails.delete(stream),
  };
}

/** The part of `all` from `start` on, with every secret, and every beginning of one at the very end, masked. */
function maskFrom(all: string, start: number, secrets: readonly string[]): string {
  const spans: [from: number, to: number][] = [];
  for (const secret of secrets) {
    // Neither the secret nor enough of its beginning is there: so it is with nearly every piece.
    if (!all.includes(secret.slice(0, MIN_PREFIX))) continue;
    for (let at = all.indexOf(secret); at !== -1; at = all.indexOf(secret, at + 1)) {
      spans.push([at, at + secret.length]);
    }
    for (let length = Math.min(secret.length - 1, all.length); length >= MIN_PREFIX; length -= 1) {
      if (all.endsWith(secret.slice(0, length))) {
        spans.push([all.length - length, all.length]);
        break;
      }
    }
  }
  let masked = '';
  let position = start;
  for (const [from, to] of spans.toSorted((left, right) => left[0] - right[0])) {
    if (to <= position) continue;
    masked += all.slice(position, Math.max(position, from)) + REDACTED;
    position = to;
  }
  return masked + all.slice(position);
}
