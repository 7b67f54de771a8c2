import { OPTIONS, VERBS } from './options.ts';
import type { OptionSpec } from './options.ts';

const GROUPS = [
  ['run', 'What to run'],
  ['output', 'What you see'],
  ['info', 'Information (nothing is run)'],
] as const;

const row = (left: string, right: string): string => `  ${left.padEnd(30)} ${right}`;

/** `massgen --help`, made from the tables; at most 100 columns. */
export function helpText(version: string): string {
  const specs: readonly (readonly [string, OptionSpec])[] = Object.entries(OPTIONS);
  const groups = GROUPS.flatMap(([group, title]) => [
    '',
    `${title}:`,
    ...specs
      .filter(([, spec]) => spec.group === group)
      .map(([name, spec]) =>
        row(
          `${spec.short ? `-${spec.short}, ` : ''}--${name}${spec.value === null ? '' : ` ${spec.value}`}`,
          spec.help,
        ),
      ),
  ]);
  return [
    `massgen ${version}: several models answer, read each other, vote; you watch and steer.`,
    '',
    'Usage: massgen [OPTIONS] [QUESTION]',
    '       massgen COMMAND …',
    '',
    'Without a question the dashboard asks for one. Without a terminal the run is printed as plain text.',
    '',
    'Commands:',
    ...Object.entries(VERBS).map(([verb, help]) => row(verb, help)),
    ...groups,
    '',
    'Exit codes: 0 answered · 1 configuration · 2 failed, no answer or wrong usage · 3 deadline without answer · 4 interrupted',
    '',
  ].join('\n');
}
