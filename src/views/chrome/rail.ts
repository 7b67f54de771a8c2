import type { State } from '../../coordination/state.ts';
import type { Part } from '../line.ts';
import { joinParts, lineWidth } from '../line.ts';
import type { Scene } from '../scene.ts';
import { activeAgents, isOut } from '../scene.ts';
import type { Line, Role } from '../span.ts';
import { span } from '../span.ts';
import { arrowsLine, tallyBars } from './tally.ts';
import { plural } from '../../shared/plural.ts';

interface Step {
  readonly name: string;
  readonly count: string;
  readonly state: 'ahead' | 'doing' | 'done' | 'failed' | 'cancelled';
}

/**
 * ` ✓Answer ─ ⠹Vote 2/3 ─ ◦Agree ─ ◦Present │ 1.2 ██ 2 │ wait: 2`: where the turn is, and who holds it up.
 * `full` has the tally in it (no row of its own), `steps` has not, `compact` shows only the step at work.
 */
export function railLine(scene: Scene, columns: number, form: 'full' | 'steps' | 'compact'): Line {
  const { cells, glyphs, state } = scene;
  const steps = stepsOf(scene);
  if (form === 'compact') {
    const step = steps.find((one) => one.state !== 'done') ?? steps.at(-1);
    const parts = [{ line: step === undefined ? [] : drawStep(step, scene, true) }, ...tailParts(scene, 'full')];
    return [span(' '), ...joinParts(parts, columns - 1, cells, [span('  ')])];
  }
  const join: Line = [span(` ${glyphs.rule} `, 'border')];
  const long = joinSteps(steps, join, scene, true);
  const wall: Line = [span(` ${glyphs.divider} `, 'border')];
  const tail = state === null ? [] : tailParts(scene, form);
  const rest = columns - 1 - lineWidth(long, cells);
  const after = tail.length === 0 ? [] : joinParts([{ line: [span('')] }, ...tail], Math.max(0, rest), cells, wall);
  return [span(' '), ...joinParts([{ line: [...long, ...after] }], columns - 1, cells, wall)];
}

const joinSteps = (steps: readonly Step[], join: Line, scene: Scene, counts: boolean): Line =>
  steps.flatMap((step, at) => [...(at === 0 ? [] : join), ...drawStep(step, scene, counts)]);

function drawStep(step: Step, scene: Scene, counts: boolean): Line {
  const { glyphs, spin } = scene;
  const looks: Readonly<Record<Step['state'], readonly [string, Role, Role]>> = {
    ahead: [glyphs.waiting, 'muted', 'muted'],
    doing: [spin, 'accent', 'strong'],
    done: [glyphs.done, 'success', 'label'],
    failed: [glyphs.failed, 'error', 'error'],
    cancelled: [glyphs.cancelled, 'warning', 'label'],
  };
  const [glyph, glyphRole, nameRole] = looks[step.state];
  const count = step.count === '' || !counts ? [] : [span(` ${step.count}`, step.state === 'ahead' ? 'muted' : 'text')];
  return [span(glyph, glyphRole), span(step.name, nameRole), ...count];
}

/** The steps of this kind of run, as far as the log has come. */
function stepsOf(scene: Scene): readonly Step[] {
  const { state } = scene;
  const names = stepNames(scene);
  if (state === null || state.phase === 'idle') return names.map((name) => ({ name, count: '', state: 'ahead' }));
  if (scene.agents.length === 1) return singleSteps(state, names);
  const active = activeAgents(state);
  const all = active.length;
  const answered = active.filter((agent) => agent.revision > 0).length;
  const stopped = active.filter((agent) => agent.stopped !== null).length;
  const coordinated = state.phase !== 'coordinating';
  const voting = state.votes.length > 0 || (all > 0 && answered === all);
  const dead = coordinated && state.winner === null;
  const middle = state.settings.mode === 'decomposition' ? stopped : state.votes.length;
  const after = (isDone: boolean, isDoing: boolean): Step['state'] =>
    isDone ? 'done' : dead ? endedBadly(state) : isDoing ? 'doing' : 'ahead';
  const presented = state.finalAnswer?.locked === true;
  return [
    {
      name: names[0] ?? '',
      count: coordinated && !dead ? '' : `${answered}/${all}`,
      state: after((answered === all && all > 0) || (coordinated && !dead), !coordinated),
    },
    { name: names[1] ?? '', count: `${middle}/${all}`, state: after(coordinated && !dead, !coordinated && voting) },
    { name: names[2] ?? '', count: agreedLabel(state), state: after(state.winner !== null, false) },
    { name: names[3] ?? '', count: '', state: after(presented, state.phase === 'presenting') },
    ...(state.phase === 'evaluating' ? [{ name: 'Evaluate', count: attemptText(state), state: 'doing' } as const] : []),
  ];
}

/** Who cancels a turn has not failed. */
const endedBadly = ({ outcome }: State): Step['state'] => (outcome === 'cancelled' ? 'cancelled' : 'failed');

const attemptText = (state: State): string => (state.maxAttempts > 1 ? `${state.attempt}/${state.maxAttempts}` : '');

function stepNames(scene: Scene): readonly string[] {
  if (scene.agents.length === 1) return ['Start', 'Work', 'Done'];
  return scene.state?.settings.mode === 'decomposition'
    ? ['Work', 'Stop', 'Agree', 'Present']
    : ['Answer', 'Vote', 'Agree', 'Present'];
}

function singleSteps(state: State, names: readonly string[]): readonly Step[] {
  const over = state.phase === 'ended';
  const bad = over && state.finalAnswer === null;
  const round = Math.max(0, ...Object.values(state.agents).map((agent) => agent.round)) + 1;
  return [
    { name: names[0] ?? '', count: '', state: 'done' },
    { name: names[1] ?? '', count: `r${round}`, state: bad ? endedBadly(state) : over ? 'done' : 'doing' },
    { name: names[2] ?? '', count: '', state: bad ? endedBadly(state) : over ? 'done' : 'ahead' },
  ];
}

function agreedLabel(state: State): string {
  const agent = state.winner === null ? undefined : state.agents[state.winner.agentId];
  return agent === undefined || agent.revision === 0 ? '' : `${agent.number}.${agent.revision}`;
}

/** What stands behind the steps: the tally, who is waited for, who is out; what matters least leaves first. */
function tailParts(scene: Scene, form: 'full' | 'steps'): readonly Part[] {
  const { state, moments } = scene;
  if (state === null) return [];
  const parts: Part[] = [];
  if (form === 'full' && scene.agents.length > 1) {
    if (moments.reset !== null) {
      parts.push({
        line: [span(`${scene.glyphs.warning} votes reset by ${moments.reset.label.replace(/^agent/, '')}`, 'warning')],
        leaves: 3,
      });
    } else if (state.votes.length > 0) {
      parts.push({ line: tallyBars(scene, 1, false), leaves: 3 });
    }
  }
  const ended = moments.ended !== null;
  parts.push({ line: waitingLine(scene), leaves: ended ? 4 : 2 });
  const failed = state.order.flatMap((id) => state.agents[id] ?? []).filter((agent) => agent.failed !== null);
  if (failed.length > 0) {
    parts.push({ line: [span(`failed: ${failed.map((agent) => agent.number).join(' ')}`, 'error')], leaves: 5 });
  }
  if (form === 'full' && state.votes.length > 0 && scene.agents.length > 1)
    parts.push({ line: arrowsLine(scene), leaves: 1 });
  return parts;
}

/** More agents than these are only counted. */
const MAX_NAMED = 6;

function waitingLine(scene: Scene): Line {
  const { state, moments, glyphs } = scene;
  if (state === null) return [];
  if (moments.cancelling) return [span('cancelling', 'warning')];
  if (moments.ended !== null) {
    const outcome = state.outcome ?? moments.ended.outcome;
    // Tapes wait for these words, in every layout.
    const what = outcome === 'answered' ? 'Final answer' : outcome.replace('_', ' ');
    const role = moments.ended.outcome === 'answered' ? 'success' : 'warning';
    return [span(what, role)];
  }
  if (state.phase === 'presenting' && state.winner !== null) {
    const agent = state.agents[state.winner.agentId];
    return [span(`${glyphs.winner}${agent?.number ?? ''} presents`, 'winner')];
  }
  if (state.phase !== 'coordinating') return [];
  if (scene.agents.length === 1) return [span(plural(scene.agents.length, 'agent'), 'muted')];
  const owing = state.order
    .flatMap((id) => state.agents[id] ?? [])
    .filter((agent) => !isOut(agent) && agent.vote === null && agent.stopped === null);
  if (owing.length === 0) return [];
  const names = owing.length > MAX_NAMED ? `${owing.length} agents` : owing.map((agent) => agent.number).join(' ');
  return [span(`wait: ${names}`, 'muted')];
}
