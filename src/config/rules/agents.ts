import type { Path } from '../path.ts';
import { readBlock } from '../read.ts';
import type { RawMap, Reader } from '../reader.ts';
import { isRawMap, show } from '../reader.ts';
import { AGENT } from '../schema/agent.ts';

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** The agents of `agents:` or `agent:`, in order. What cannot be read is left out and reported. */
export function readAgents(root: RawMap, reader: Reader): readonly RawMap[] {
  const hasList = Object.hasOwn(root, 'agents');
  const hasOne = Object.hasOwn(root, 'agent');
  if (!hasList && !hasOne) {
    reader.report([], {
      code: 'CFG_AGENTS_MISSING',
      severity: 'error',
      message: 'neither "agents" nor "agent" is given',
      suggestion: 'Add "agents:" with a list of agents.',
    });
    return [];
  }
  if (hasList && hasOne) {
    const finding = {
      code: 'CFG_AGENTS_TWICE',
      severity: 'error',
      message: 'both "agents" and "agent" are given',
      suggestion: 'Keep "agents" and put the single agent into its list.',
    } as const;
    reader.report([], finding, 'key', ['agent']);
    return [];
  }
  if (hasOne) {
    if (isRawMap(root['agent'])) return readAll([[['agent'], root['agent']]], reader);
    wrongRoot(['agent'], `must be a map of keys, not ${show(root['agent'])}`, reader);
    return [];
  }
  const list = root['agents'];
  if (!Array.isArray(list)) {
    wrongRoot(['agents'], `must be a list, not ${show(list)}`, reader);
    return [];
  }
  return readAll(
    [...list.entries()].map(([index, agent]) => [['agents', index], agent]),
    reader,
  );
}

/** Names that every object has: a table keyed by agent ids would find them without an entry. */
export const isReserved = (id: string): boolean => id in Object.prototype;

/** Upstream files these two under `root.agents` and `root.agent`; the path here is where they stand. */
const wrongRoot = (path: Path, message: string, reader: Reader): void =>
  reader.report(path, {
    code: 'CFG_WRONG_TYPE',
    severity: 'error',
    message,
    suggestion: 'Write one agent per "- id:" line.',
  });

function readAll(agents: readonly (readonly [Path, unknown])[], reader: Reader): readonly RawMap[] {
  const seen = new Set<string>();
  let hasMain = false;
  return agents.flatMap(([path, raw]) => {
    if (!isRawMap(raw)) {
      reader.report(path, {
        code: 'CFG_WRONG_TYPE',
        severity: 'error',
        message: `must be a map of keys, not ${show(raw)}`,
        suggestion: 'Give the agent "id:" and "backend:".',
      });
      return [];
    }
    const { id } = raw;
    if (typeof id === 'string') {
      if (seen.has(id))
        reader.report([...path, 'id'], {
          code: 'CFG_DUPLICATE_ID',
          severity: 'error',
          message: `another agent has the id ${show(id)}`,
          suggestion: 'Give each agent its own id.',
        });
      if (CONTROL.test(id) || id.trim() === '' || isReserved(id))
        reader.report([...path, 'id'], {
          code: 'CFG_ID',
          severity: 'error',
          message: isReserved(id)
            ? 'is a word of the language massgen is written in, and cannot name an agent'
            : 'must have visible characters only',
          suggestion: 'Use letters, digits, "_" and "-".',
        });
      seen.add(id);
    }
    if (raw['main_agent'] === true && hasMain)
      reader.report([...path, 'main_agent'], {
        code: 'CFG_MAIN_AGENT',
        severity: 'warning',
        message: 'another agent is the main agent already',
        suggestion: 'Keep one of them.',
      });
    hasMain ||= raw['main_agent'] === true;
    return [readBlock(AGENT, raw, path, reader)];
  });
}
