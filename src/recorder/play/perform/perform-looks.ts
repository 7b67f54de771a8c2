import type { Directive } from '../../tape/directive.ts';
import type { SourceSpan, TapeCommand } from '../../tape/tape.ts';
import type { TapeSettings } from '../../tape/tape-settings.ts';
import { compilePattern } from '../../tape/translate-regex.ts';
import { ownCheck } from '../own-check.ts';
import type { ExpectationPort, PlayPorts } from '../play-ports.ts';
import type { Script } from './script.ts';
import type { Take } from '../take.ts';

type Wait = Extract<TapeCommand, { readonly type: 'wait' }>;
type Expect = Extract<Directive, { readonly name: 'expect' }>;
type Golden = Extract<Directive, { readonly name: 'golden' }>;

/** Waits until the pattern is on the screen; the film runs meanwhile. False when it never came. */
export async function performWait(command: Wait, take: Take, script: Script, settings: TapeSettings): Promise<boolean> {
  const source = command.pattern ?? settings.waitPattern;
  const pattern = compilePattern(source);
  if (!pattern.ok) {
    script.checks.push(ownCheck('wait', take.atMs(), command.at, `/${source}/ cannot be used: ${pattern.error}`));
    return false;
  }
  const read = (): string => (command.scope === 'screen' ? take.emulator.visibleText() : take.emulator.cursorLine());
  const timeoutMs = command.timeoutMs ?? settings.waitTimeoutMs;
  const came = await take.waitUntil(() => pattern.value.test(read()), timeoutMs);
  if (came || take.aborted) return came;
  const gone = take.exit !== null;
  const where = command.scope === 'screen' ? 'the screen' : "the cursor's line";
  const message = gone
    ? `the program ended before /${source}/ was on ${where}`
    : `/${source}/ was not on ${where} within ${timeoutMs / 1000} s`;
  const evidence = take.emulator.visibleText();
  script.checks.push(ownCheck('wait', take.atMs(), command.at, message, { timeout: !gone, evidence }));
  return false;
}

/** Asks until it is true or its time is over: `within`, else `WaitTimeout`, and one settle for `not`. */
export async function performExpect(
  directive: Expect,
  at: SourceSpan,
  take: Take,
  script: Script,
  evaluate: ExpectationPort,
  settings: TapeSettings,
): Promise<boolean> {
  const { expectation, withinMs } = directive;
  if (withinMs === null) await take.settle();
  const negated = 'negated' in expectation && expectation.negated;
  const ask = () => evaluate(expectation, take.view(), at);
  const deadline = withinMs ?? (negated ? 0 : settings.waitTimeoutMs);
  const ends = expectation.subject === 'exit' || expectation.subject === 'clean-exit';
  if (ends) {
    script.expectsExit = true;
    await take.waitForExit(deadline);
  } else await take.waitUntil(() => ask().ok, deadline);
  const result = ask();
  // What was waited for did not come in time; `not` without a time was asked only once.
  const waited = withinMs !== null || !negated;
  const timeout = !result.ok && waited && take.exit === null;
  script.checks.push({ ...result, timeout });
  return result.ok;
}

export async function performGolden(
  directive: Golden,
  at: SourceSpan,
  take: Take,
  script: Script,
  { golden: compare, clock }: Pick<PlayPorts, 'golden' | 'clock'>,
): Promise<boolean> {
  await take.settle();
  if (compare === null) return true;
  const request = { name: directive.golden, level: directive.level, masks: [...script.masks], at };
  const still = clock.hold('a screen is compared with its golden');
  try {
    const result = await compare(request, take.view());
    script.checks.push(result);
    return result.ok;
  } finally {
    still[Symbol.dispose]();
  }
}

export async function performScreenshot(path: string, take: Take, script: Script): Promise<void> {
  await take.settle();
  const { length: scrolls } = script.scrolls;
  script.screenshots.push({ path, atMs: Math.round(take.atMs()), events: take.log.mark(), scrolls });
}
