import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonLine } from '../../../src/store/log/json-line.ts';
import { openEventLog } from '../../../src/store/log/event-log.ts';
import { createRedactor } from '../../../src/store/secrets/redactor.ts';
import { draft, stamp, temporaryFolder } from '../support.ts';

/** What a terminal obeys or what turns text around. */
// oxlint-disable-next-line no-control-regex -- these are what must not be there
const OBEYED = /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/;

const note = (text: string) => draft('status_message', null, null, { level: 'info', text });

const hostile =
  '\u001B]0;title\u0007 \u009B2J \u007F \u0085 \u2028 \u2029 \u202Eevil\u202C \u2066x\u2069 \u200F \u061C';

test('nothing in a line drives a terminal, and reading it gives everything back', () => {
  const line = jsonLine({ [hostile]: hostile });
  expect(line).not.toMatch(OBEYED);
  expect(line).toContain(String.raw`\u009b2J \u007f \u0085 \u2028 \u2029 \u202eevil`);
  expect(JSON.parse(line)).toEqual({ [hostile]: hostile });
});

test('that holds for every text', () => {
  const unit = fc.oneof(
    fc.integer({ min: 0, max: 0xa0 }).map((code) => String.fromCharCode(code)),
    fc.integer({ min: 0x2000, max: 0x2070 }).map((code) => String.fromCharCode(code)),
    fc.constantFrom('\\', '"', 'é', '🎉', '\u{D800}'),
  );
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      const line = jsonLine({ text });
      expect(line).not.toMatch(OBEYED);
      expect(JSON.parse(line)).toEqual({ text });
    }),
  );
});

test('what a model writes does not drive the terminal of who reads the log', async () => {
  const path = join(temporaryFolder(), 'events.jsonl');
  const log = openEventLog(path, createRedactor(['sk-1234567890abcdef']));
  log.append(stamp([note(hostile), note(`sk-1234567890abcdef ${hostile}`)]));
  await log.close();
  const text = readFileSync(path, 'utf8');
  expect(text.replaceAll('\n', '')).not.toMatch(OBEYED);
  expect(text.split('\n').slice(0, -1)).toHaveLength(2);
  expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({ data: { text: hostile } });
});
