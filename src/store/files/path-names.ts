import { createHash } from 'node:crypto';
import type { AgentId } from '../../coordination/ids.ts';

/** Longest name in bytes: room for `final_presentation_…_latest.txt` within the 255 of common file systems. */
const MAX_BYTES = 80;

/** Names that mean something else in an attempt's folder, or that Windows keeps for devices. */
const RESERVED = /^(?:final|agent_outputs|system_status|final_presentation_.*|con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i;
const FILES = /\.(?:jsonl?|ya?ml|txt|log|md|tmp)$/i;

/**
 * A folder or file name per agent. A plain id is its own name; any other is made safe and gets a few digits of its hash,
 * so that two hostile ids never share a folder, on file systems blind to case neither. The same ids always give the
 * same names.
 */
export function pathNames(ids: readonly AgentId[]): ReadonlyMap<AgentId, string> {
  const names = new Map<AgentId, string>();
  const taken = new Set<string>();
  for (const id of ids) {
    const plain = safeName(id);
    const name = plain === id && !taken.has(plain.toLowerCase()) ? plain : `${cut(plain)}-${digest(id)}`;
    taken.add(name.toLowerCase());
    names.set(id, name);
  }
  return names;
}

function safeName(id: string): string {
  const safe = id
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}\p{M}._ -]/gu, '_')
    .replaceAll(/^[. -]+|[. ]+$/g, '_');
  if (safe === '') return '_';
  return RESERVED.test(safe) || FILES.test(safe) ? `_${safe}_` : cut(safe);
}

/** At most `MAX_BYTES` bytes, never ending within a character. */
function cut(name: string): string {
  let bytes = 0;
  let kept = '';
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > MAX_BYTES) return kept;
    kept += character;
  }
  return kept;
}

const digest = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 8);
