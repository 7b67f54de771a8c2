import type { CheckResult } from './check-result.ts';
import { createFindingLog } from './finding-log.ts';
import type { FindingLog, LoggedFinding } from './finding-log.ts';
import type { LintContext, LintFrame, LintRule, LintRuleName, RuleRun } from './lint/rule.ts';
import { RULES } from './lint/rules.ts';
import type { LintSettings } from './lint-settings.ts';
import { ALL_RULES } from './lint-settings.ts';
import type { LintThresholds } from './lint-thresholds.ts';
import { NO_THRESHOLDS } from './lint-thresholds.ts';

export interface LintOptions {
  readonly settings: LintSettings;
  readonly thresholds: LintThresholds;
  /** `warning`: nothing that is found fails the run. Default `error`. */
  readonly severity: 'error' | 'warning';
}

/** What a rule said of a film. */
export interface RuleReport {
  readonly rule: LintRuleName;
  readonly about: string;
  readonly how: 'exact' | 'heuristic' | 'not judged';
  /** Why it was not judged; null when it was. */
  readonly why: string | null;
  /** 0…100: the share of the time in which nothing was wrong. Null when it was not judged. */
  readonly score: number | null;
  readonly weight: number;
  /** The limit that was given; null for the rule's own. */
  readonly limit: number | null;
  /** The score that was asked for; null for none. */
  readonly threshold: number | null;
  /** Pictures with something wrong. */
  readonly frames: number;
  /** Each different one once, in the order they came; at most 50. */
  readonly findings: readonly LoggedFinding[];
  /** How many more there were. */
  readonly moreFindings: number;
}

export interface LintReport {
  /** Weighted mean of the rules that were judged; null when none was. One decimal. */
  readonly uiScore: number | null;
  readonly frames: number;
  readonly rules: readonly RuleReport[];
  /** What was found, in words, as checks of the run; empty for a clean film. */
  readonly checks: readonly CheckResult[];
}

/** Findings of a rule that become checks; the report has the rest. */
const TOLD_PER_RULE = 5;

interface AtWork {
  readonly rule: LintRule;
  readonly run: RuleRun;
  readonly log: FindingLog;
  readonly severity: 'error' | 'warning';
  dirtyMs: number;
  isDirty: boolean;
  /** Wrong as a whole. */
  isLost: boolean;
}

/**
 * Looks at a film picture by picture; memory does not grow with its length. Scores weigh each picture with the time it is
 * shown. A film without pictures is not judged.
 */
export async function lintFilm(
  frames: AsyncIterable<LintFrame>,
  context: LintContext,
  options: Partial<LintOptions> = {},
): Promise<LintReport> {
  const { settings = ALL_RULES, thresholds = NO_THRESHOLDS, severity = 'error' } = options;
  const atWork = RULES.flatMap((rule): AtWork[] => {
    const basis = rule.basis(context);
    if (!settings[rule.name].on || basis.how === 'not judged') return [];
    const run = rule.start(context, settings[rule.name].limit);
    return [
      { rule, run, log: createFindingLog(), severity: basis.severity, dirtyMs: 0, isDirty: false, isLost: false },
    ];
  });
  let last: LintFrame | null = null;
  let count = 0;
  let totalMs = 0;
  /** The picture before has been shown until now. */
  const close = (untilMs: number): number => {
    const shownMs = last === null ? 0 : Math.max(1, untilMs - last.atMs);
    totalMs += shownMs;
    for (const one of atWork) if (one.isDirty) one.dirtyMs += shownMs;
    return shownMs;
  };
  for await (const frame of frames) {
    const shownMs = close(frame.atMs);
    for (const one of atWork) lookAt(one, frame, last, shownMs);
    last = frame;
    count += 1;
  }
  close(context.durationMs);
  if (last !== null) for (const one of atWork) lookAtEnd(one, last);
  const rules = RULES.map((rule) => ruleReport(rule, atWork, context, settings, thresholds, totalMs));
  const uiScore = meanScore(rules);
  const checks = [
    ...rules.flatMap((report) => checksOf(report, atWork, severity)),
    ...wholeCheck(uiScore, thresholds, severity, context),
  ];
  return { uiScore, frames: count, rules, checks };
}

function lookAt(one: AtWork, frame: LintFrame, before: LintFrame | null, beforeMs: number): void {
  const found = one.run.look(frame);
  const wasDirty = one.isDirty;
  one.isDirty = false;
  for (const finding of found) {
    if (finding.about !== 'before') {
      one.isDirty = true;
      one.log.add(finding, frame.atMs, frame.grid);
    } else if (before !== null) {
      if (!wasDirty) one.dirtyMs += beforeMs;
      one.log.add(finding, before.atMs, null);
    }
  }
  one.log.endFrame();
}

function lookAtEnd(one: AtWork, last: LintFrame): void {
  for (const finding of one.run.end?.(last) ?? []) {
    one.isLost = true;
    one.log.add(finding, last.atMs, last.grid);
  }
  one.log.endFrame();
}

function ruleReport(
  rule: LintRule,
  atWork: readonly AtWork[],
  context: LintContext,
  settings: LintSettings,
  thresholds: LintThresholds,
  totalMs: number,
): RuleReport {
  const one = atWork.find((candidate) => candidate.rule === rule);
  const basis = rule.basis(context);
  const { on, limit } = settings[rule.name];
  const why = !on
    ? 'it is off'
    : basis.how === 'not judged'
      ? basis.why
      : totalMs === 0
        ? 'there are no pictures'
        : null;
  const weight = thresholds.weights[rule.name] ?? rule.weight;
  const clean = one === undefined || one.isLost ? 0 : 1 - one.dirtyMs / totalMs;
  return {
    rule: rule.name,
    about: rule.about,
    how: why === null ? basis.how : 'not judged',
    why,
    score: why === null ? roundDown(clean * 100) : null,
    weight,
    limit,
    threshold: thresholds.rules[rule.name] ?? null,
    frames: one?.log.frames ?? 0,
    findings: one?.log.findings() ?? [],
    moreFindings: one?.log.more ?? 0,
  };
}

/** One decimal; 100 only when nothing at all was wrong. */
const roundDown = (score: number): number => Math.floor(score * 10 + 1e-9) / 10;

function meanScore(rules: readonly RuleReport[]): number | null {
  let sum = 0;
  let weights = 0;
  for (const { score, weight } of rules) {
    if (score === null) continue;
    sum += score * weight;
    weights += weight;
  }
  return weights === 0 ? null : roundDown(sum / weights);
}

/** A rule that reaches the score that was asked of it only warns. */
function checksOf(report: RuleReport, atWork: readonly AtWork[], most: 'error' | 'warning'): readonly CheckResult[] {
  const { rule, findings, score, threshold, moreFindings } = report;
  const own = atWork.find((one) => one.rule.name === rule)?.severity ?? 'warning';
  const isEnough = threshold !== null && score !== null && score >= threshold;
  const severity = most === 'warning' || isEnough ? 'warning' : own;
  const rest = findings.length - TOLD_PER_RULE + moreFindings;
  return findings.slice(0, TOLD_PER_RULE).map((finding, index) => ({
    rule,
    ok: false,
    severity,
    timeout: false,
    atMs: finding.atMs,
    at: null,
    message:
      finding.message + timesWords(finding) + (index === TOLD_PER_RULE - 1 && rest > 0 ? `; and ${rest} more` : ''),
    rows: finding.rows,
    evidence: finding.evidence,
  }));
}

const timesWords = ({ frames }: LoggedFinding): string => (frames > 1 ? ` (in ${frames} pictures)` : '');

function wholeCheck(
  uiScore: number | null,
  thresholds: LintThresholds,
  severity: 'error' | 'warning',
  context: LintContext,
): readonly CheckResult[] {
  if (thresholds.uiScore === null || uiScore === null || uiScore >= thresholds.uiScore) return [];
  const message = `the score of the whole film is ${uiScore}; ${thresholds.uiScore} was asked for`;
  const where = { at: null, atMs: context.durationMs, rows: null, evidence: null };
  return [{ rule: 'ui-score', ok: false, severity, timeout: false, message, ...where }];
}
