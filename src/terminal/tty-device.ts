import { isInForeground } from './foreground.ts';
import { createFdSink } from './sink.ts';
import type { TerminalDevice } from './terminal-device.ts';

const NEVER_STOPPED_MS = 100;
const BACKGROUND_LOOK_MS = 50;

/** The terminal this process was started on: standard input and output. */
export function createTtyDevice(): TerminalDevice {
  const { stdin, stdout, stderr } = process;
  const sink = createFdSink(stdout.fd);
  let bytes: (chunk: Uint8Array) => void = ignore;
  let resized: () => void = ignore;
  let hangup: (detail: string) => void = ignore;
  const onData = (chunk: Uint8Array): void => bytes(chunk);
  const onResize = (): void => resized();
  const onEnd = (): void => hangup('end of input');
  const onError = (error: Error): void => hangup(error.message);
  stdout.on('resize', onResize);
  stdout.on('error', onError);
  stderr.on('error', ignore); // a terminal that is gone is told once, by the others
  stdin.on('data', onData);
  stdin.on('end', onEnd);
  stdin.on('error', onError);
  stdin.pause();

  return {
    sink,
    size() {
      refreshSize(stdout);
      return { cols: stdout.columns, rows: stdout.rows };
    },
    take() {
      stdin.setRawMode(true);
      stdin.resume();
    },
    release() {
      try {
        stdin.setRawMode(false);
      } catch {
        // The terminal is gone, and its modes with it.
      }
      stdin.pause();
    },
    onBytes(listener) {
      bytes = listener;
    },
    onResize(listener) {
      resized = listener;
    },
    onHangup(listener) {
      hangup = listener;
    },
    stop() {
      return new Promise((resolve) => {
        // Continued in the background, we wait: a shell that brings a running job to the front sends no signal.
        const look = (): void => {
          clearTimeout(timer);
          if (!isInForeground()) {
            timer = setTimeout(look, BACKGROUND_LOOK_MS);
            return;
          }
          process.off('SIGCONT', look);
          resolve();
        };
        process.on('SIGCONT', look);
        // Time stands still while stopped. If this timer runs first, the system refused to stop us (no shell to return to).
        let timer = setTimeout(look, NEVER_STOPPED_MS);
        process.kill(0, 'SIGTSTP'); // the whole group: `npm start` must stop together with us
      });
    },
    close() {
      stdout.off('resize', onResize);
      stdin.off('data', onData);
      stdin.off('end', onEnd);
      stdin.off('error', onError);
      sink.close();
    },
  };
}

const ignore = (): void => undefined;

/**
 * Node asks the system for the size only when SIGWINCH comes, and a window that is resized while we are stopped sends
 * us none. Its own way to ask again has no public name; where it is missing, the remembered size has to do.
 */
function refreshSize(stdout: NodeJS.WriteStream & { readonly _refreshSize?: () => void }): void {
  // oxlint-disable-next-line no-underscore-dangle -- Node has no public name for asking the kernel again.
  stdout._refreshSize?.();
}
