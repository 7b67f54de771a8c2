import type { Terminal } from '@xterm/headless';
import type { XtermCore } from './xterm-core.ts';

/** Places in a buffer's lines where links stand. */
const MOST_PLACES = 4096;
/** Longer addresses are no link: nobody follows them, and a hostile program could fill the memory with them. */
const MAX_LINK_LENGTH = 4096;

/**
 * The emulator makes a link of its own for each opening without a name, also for one address painted again and again,
 * and keeps it as long as its line. Here equal addresses share one, and above a bound text is no link until older lines
 * have gone.
 */
export function boundLinks(terminal: Terminal, core: XtermCore): void {
  // oxlint-disable no-underscore-dangle -- `XtermCore` says why.
  terminal.parser.registerOscHandler(8, (data) => {
    const split = data.indexOf(';');
    const address = data.slice(split + 1);
    if (split < 0 || address === '') return false; // the end of a link, or nothing: for the emulator's own handler
    const named = /(?:^|:)id=[^:]/.test(data.slice(0, split));
    const refused = data.length > MAX_LINK_LENGTH || core._bufferService.buffer.markers.length >= MOST_PLACES;
    core._inputHandler.setHyperlink(';');
    if (!refused) core._inputHandler.setHyperlink(named ? data : `id=unnamed;${address}`);
    return true;
  });
  // oxlint-enable no-underscore-dangle
}
