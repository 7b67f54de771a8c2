import { resolve } from 'node:path';
import { initialState } from '../../../coordination/initial.ts';
import { reduce } from '../../../coordination/reduce.ts';
import { DEFAULT_SETTINGS } from '../../../coordination/settings.ts';
import type { State } from '../../../coordination/state.ts';
import type { LintContext } from '../../../recorder/check/lint/rule.ts';
import { findLog } from '../../../store/log/find-log.ts';
import { readWholeLog } from '../../../store/log/read-whole-log.ts';

/** What was true from a moment on, as one text for comparing. */
interface Truth {
  readonly fromMs: number;
  readonly texts: readonly string[];
}

/** A frame may be this late or early; nothing is held against the screen while a new truth is that near. */
const FRAME_MS = 100;

/**
 * What the rail of the dashboard must show at each moment of a replay, from the log and not from the dashboard: how many
 * votes there are, and who won. Null when the program replays no log that can be read. Speeds other than 1 are not judged.
 */
export async function statusTruthOf(exec: readonly string[] | null, cwd: string): Promise<LintContext['statusAt']> {
  const folder = replayedFolder(exec);
  if (folder === null) return null;
  const at = (path: string): string => resolve(cwd, path);
  const found = await findLog(folder, at);
  if (!found.ok) return null;
  const log = await readWholeLog(at(found.value.eventsPath));
  if (!log.ok) return null;
  const truths = truthsOf(log.value.events);
  return (atMs) => {
    const now = truths.findLast(({ fromMs }) => fromMs <= atMs);
    const isChanging = truths.some(({ fromMs }) => Math.abs(fromMs - atMs) < FRAME_MS);
    return now === undefined || isChanging || now.texts.length === 0 ? [] : [{ widget: 'rail', texts: now.texts }];
  };
}

function replayedFolder(exec: readonly string[] | null): string | null {
  if (exec?.[0] !== 'massgen' || exec.some((word) => word.startsWith('--replay-speed'))) return null;
  const at = exec.findIndex((word) => word === '--replay' || word.startsWith('--replay='));
  const word = exec[at];
  if (word === undefined) return null;
  return word === '--replay' ? (exec[at + 1] ?? null) : word.slice('--replay='.length);
}

type LoggedEvent = Parameters<typeof reduce>[1];

function truthsOf(events: readonly LoggedEvent[]): readonly Truth[] {
  const truths: Truth[] = [];
  const startMs = Date.parse(events[0]?.timestamp ?? '');
  let state = initialState(DEFAULT_SETTINGS, [], '');
  for (const event of events) {
    state = reduce(state, event);
    const texts = textsOf(state);
    if (texts.join('|') === truths.at(-1)?.texts.join('|')) continue;
    truths.push({ fromMs: Date.parse(event.timestamp) - startMs, texts });
  }
  return truths;
}

function textsOf({ votes, agents, winner, settings }: State): readonly string[] {
  const all = Object.values(agents).filter(({ failed }) => failed === null).length;
  if (votes.length === 0 || all < 2 || settings.mode === 'decomposition') return [];
  return [`Vote ${votes.length}/${all}`, ...(winner === null ? [] : ['Agree'])];
}
