import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathText } from '../../../src/config/find/path-text.ts';

test.each([
  ['/home/a b/ü 漢/x\\y "z".yaml', '/home/a b/ü 漢/x\\y "z".yaml'],
  ['/tmp/x\nEXIT: 0', '/tmp/x\\u000aEXIT: 0'],
  ['/tmp/\u001b[2Jx\r\u0085', '/tmp/\\u001b[2Jx\\u000d\\u0085'],
  ['/tmp/\u2028\u202egnp.exe', '/tmp/\\u2028\\u202egnp.exe'],
])('the path %j is written %j', (path, written) => {
  expect(pathText(path)).toBe(written);
});

test('a path is one line without control characters, and an ordinary one stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (path) => {
      expect(pathText(path)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(pathText(pathText(path))).toBe(pathText(path));
    }),
  );
});
