import type { AskJudge } from '../../../src/recorder/judge/ask-model.ts';
import type { JudgeFrame } from '../../../src/recorder/judge/judge-frame.ts';
import type { JudgeQuestion } from '../../../src/recorder/judge/prompt.ts';
import type { Criterion, Rubric } from '../../../src/recorder/judge/rubric.ts';
import { fail, ok } from '../../../src/shared/result.ts';

export const frame = (number: number, rows: readonly string[], fields: Partial<JudgeFrame> = {}): JudgeFrame => ({
  number,
  atMs: number * 1000,
  phase: null,
  rows,
  tiles: [{ x: 0, y: 0, width: 9, height: 20, png: Uint8Array.of(1, 2, 3) }],
  sha256: `hash-${number}`,
  ...fields,
});

export const criterion = (id: string, fields: Partial<Criterion> = {}): Criterion => ({
  id,
  weight: 1,
  question: `Is ${id} fine?`,
  anchors: ['no', null, null, null, 'yes'],
  frames: null,
  must: null,
  ...fields,
});

export const rubric = (...criteria: readonly Criterion[]): Rubric => ({
  id: 'test',
  title: 'A test',
  frames: 12,
  criteria,
});

export interface GivenScore {
  readonly score: unknown;
  readonly quote?: string;
  readonly frame?: number;
}

/** An answer as a model writes it. */
export const answer = (scores: Readonly<Record<string, GivenScore>>): string =>
  JSON.stringify({
    criteria: Object.entries(scores).map(([id, { score, quote = 'ready', frame: number = 1 }]) => ({
      id,
      score,
      confidence: 0.8,
      evidence: [{ frame: number, rows: [1, 1], quote }],
      problem: `${id} could be better`,
      fix: 'Make it so.',
    })),
  });

export interface ScriptedJudge {
  readonly ask: AskJudge;
  readonly asked: { readonly key: string; readonly question: JudgeQuestion }[];
}

/** Says what is written for a key; an `Error` is a failure to answer. */
export function scriptedJudge(answers: Readonly<Record<string, string | Error>>): ScriptedJudge {
  const asked: ScriptedJudge['asked'] = [];
  return {
    asked,
    ask: (key, question) => {
      asked.push({ key, question });
      const said = answers[key];
      if (said === undefined) throw new Error(`the judge was asked ${key}, which nobody expected`);
      return Promise.resolve(typeof said === 'string' ? ok(said) : fail(said.message));
    },
  };
}

/** All words of a question. */
export const wordsOf = ({ system, parts }: JudgeQuestion): string =>
  [system, ...parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))].join('\n');

export const NEVER = new AbortController().signal;
