import type { JsonObject } from '../shared/json.ts';
import { isObject, listOf, textOf } from '../shared/json.ts';

type Step = string | number;

/** `$.a.b[0]['c']` as steps. */
function stepsOf(jsonPath: string): readonly Step[] {
  const steps: Step[] = [];
  for (const found of jsonPath.matchAll(/\.([^.[\]]+)|\[(\d+)\]|\[["']([^"']*)["']\]/g)) {
    const [, name, index, quoted] = found;
    if (index !== undefined) steps.push(Number(index));
    else steps.push(name ?? quoted ?? '');
  }
  return steps;
}

const isUnsafe = (step: Step): boolean => step === '__proto__' || step === 'constructor' || step === 'prototype';

/** No list a model writes is longer; an index beyond it is noise. */
const MAX_INDEX = 10_000;
/** Nor are its arguments nested more deeply. */
const MAX_STEPS = 64;

function valueOf(piece: JsonObject): unknown {
  for (const field of ['stringValue', 'numberValue', 'boolValue']) {
    if (piece[field] !== undefined) return piece[field];
  }
  return null;
}

type Container = Record<string, unknown> | unknown[];

const read = (container: Container, step: Step): unknown => (container as Record<Step, unknown>)[step];

function write(container: Container, step: Step, value: unknown): void {
  (container as Record<Step, unknown>)[step] = value;
}

/** Puts one streamed piece of arguments in its place: texts grow, anything else is set. Paths that make no sense are left out. */
function applyPiece(args: Record<string, unknown>, piece: JsonObject): void {
  const steps = stepsOf(textOf(piece['jsonPath']));
  const last = steps.at(-1);
  if (last === undefined || steps.length > MAX_STEPS) return;
  if (steps.some((step) => isUnsafe(step) || (typeof step === 'number' && step > MAX_INDEX))) return;
  let at: Container = args;
  for (const [index, step] of steps.slice(0, -1).entries()) {
    const known: unknown = read(at, step);
    const next: Container =
      isObject(known) || Array.isArray(known) ? (known as Container) : typeof steps[index + 1] === 'number' ? [] : {};
    write(at, step, next);
    at = next;
  }
  const value = valueOf(piece);
  const before = read(at, last);
  write(at, last, typeof value === 'string' && typeof before === 'string' ? before + value : value);
}

export function applyPartialArgs(args: Record<string, unknown>, pieces: unknown): void {
  for (const piece of listOf(pieces)) if (isObject(piece)) applyPiece(args, piece);
}
