import { createRequire } from 'node:module';
import type { BaseName, BlessedBase } from './blessed-internals.ts';

/**
 * Loads the widget package, about 30 ms. Not an import: a dashboard without an open widget must not pay for it before
 * its first frame. Never load both packages in one process, each would answer the other's signals.
 */
export function loadBase(name: BaseName): BlessedBase {
  const require = createRequire(import.meta.url);
  const blessed = require(name);
  return {
    blessed,
    newScreen: (options) => blessed.screen(options),
    colours: require(`${name}/lib/colors.js`),
    tput: require(`${name}/lib/tput.js`),
    terminfoFile: require.resolve(`${name}/usr/xterm-256color`),
  };
}
