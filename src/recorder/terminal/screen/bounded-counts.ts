import type { XtermCore } from './xterm-core.ts';

/** Insert, delete and scroll lines; what goes beyond the screen changes nothing more. */
const LINE_FINALS = ['L', 'M', 'S', 'T'];
const TAB_FINALS = ['I', 'Z'];
const REPEAT_FINAL = 'b';

/**
 * The emulator does what a sequence says as often as it says, two thousand million times if asked. A few bytes of a
 * hostile program could so stop the recorder for hours; counts are cut to what can make a difference on this screen.
 */
export function boundCounts(core: XtermCore, size: { readonly columns: number; readonly rows: number }): void {
  const bound = (finals: readonly string[], limit: () => number): void => {
    for (const final of finals) {
      core.registerCsiHandler({ final }, ({ params }) => {
        params[0] = Math.min(params[0] ?? 0, limit());
        return false; // and now the emulator's own handler
      });
    }
  };
  bound(LINE_FINALS, () => size.rows);
  bound(TAB_FINALS, () => size.columns);
  bound([REPEAT_FINAL], () => size.columns * size.rows);
}
