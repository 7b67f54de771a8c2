import { commandOutputKind, extensionOf, vhsOutputKind } from '../output-kind.ts';
import type { Cursor } from './cursor.ts';
import { unreadable } from './reading.ts';
import type { Reading } from './reading.ts';

/** What the embedded engine can write at a moment; VHS knows the first only. */
const SCREENSHOT_EXTENSIONS = ['.png', '.svg', '.txt', '.json'];

export function readOutput(cursor: Cursor): Reading {
  if (!cursor.isAhead('string')) {
    cursor.failAtPath('Expected file path after output');
    return unreadable('Output');
  }
  const { ahead } = cursor;
  const path = ahead.literal;
  const extension = extensionOf(path);
  if (extension === '' && !path.endsWith('/')) cursor.fail(ahead, 'Expected folder with trailing slash');
  cursor.advance();
  const kind = commandOutputKind(path, cursor.extended ? 'extended' : 'strict');
  if (kind !== vhsOutputKind(path)) cursor.note(ahead, `VHS writes a gif under the name ${path}`);
  else if (kind === 'gif' && extension !== '.gif')
    cursor.note(ahead, `${extension} is no known kind: it becomes a gif`);
  return { raw: ['Output', extension === '' ? '.png' : extension, path], body: { type: 'output', kind, path } };
}

export function readRequire(cursor: Cursor): Reading {
  if (!cursor.isAhead('string')) cursor.fail(cursor.ahead, `${cursor.current.literal} expects one string`);
  const program = cursor.ahead.literal;
  cursor.advance();
  return { raw: ['Require', '', program], body: { type: 'require', program } };
}

/** A path that is refused is skipped with its command, and so is whatever stands in the place of one. */
export function readScreenshot(cursor: Cursor): Reading {
  const { ahead } = cursor;
  if (ahead.kind !== 'string') {
    cursor.failAtPath('Expected path after Screenshot');
    cursor.advance();
    return unreadable('Screenshot');
  }
  cursor.advance();
  const path = ahead.literal;
  const extension = extensionOf(path);
  if (extension !== '.png') {
    if (!cursor.extended || !SCREENSHOT_EXTENSIONS.includes(extension)) {
      const others = cursor.extended ? ', or .svg, .txt, .json' : '';
      cursor.fail(ahead, `Expected file with .png extension${others}`);
      return unreadable('Screenshot');
    }
    cursor.note(ahead, 'VHS takes screenshots as .png only');
  }
  return { raw: ['Screenshot', '', path], body: { type: 'screenshot', path } };
}
