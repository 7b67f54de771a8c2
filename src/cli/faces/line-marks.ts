import { hasUtf8 } from '../../terminal/capabilities.ts';
import type { Environment } from '../../terminal/capabilities.ts';
import type { LineOutput } from './line-output.ts';

const IN_ASCII: Readonly<Record<string, string>> = { '❌': 'x ', '✗': 'x ', '⚠️': '! ', ℹ️: 'i ', '🤖': '' };
const MARK = /^(❌|✗|⚠️|ℹ️|🤖) /u;

/** The same output, its lines beginning with marks of ASCII where the locale has no others. All other words stay as they are. */
export function withLineMarks(output: LineOutput, env: Environment): LineOutput {
  if (hasUtf8(env)) return output;
  return {
    line: (text) => output.line(text.replace(MARK, (_, mark: string) => IN_ASCII[mark] ?? '')),
    stream: (text) => output.stream(text),
    flush: () => output.flush(),
    get closed() {
      return output.closed;
    },
    get failure() {
      return output.failure;
    },
  };
}
