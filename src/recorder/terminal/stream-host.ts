import { ok } from '../../shared/result.ts';
import type { PlacedLayout } from '../../views/layout-record.ts';
import type { ExitReport, StartHost } from './host.ts';
import type { InProcessProgram, ProgramScreen } from './in-process-program.ts';
import { createOutputGate } from './output-gate.ts';
import { settlesWithin } from './settles-within.ts';

/** More held output than this tells the program to wait. */
const HIGH_WATER = 1024 * 1024;

/** Runs a program of this process on a screen of callbacks: no terminal, no child, the same on every system. */
export function createStreamHost(program: InProcessProgram): StartHost {
  return (start, clock) => {
    const gate = createOutputGate();
    const input = createMailbox<string>();
    const resizes = createMailbox<readonly [columns: number, rows: number]>();
    const layouts = createMailbox<PlacedLayout>();
    const size = { columns: start.columns, rows: start.rows };
    const ending = new AbortController();
    let life: 'running' | 'ended' | 'abandoned' = 'running';
    let drained: (() => void) | null = null;
    let mustDrain = false;

    const screen: ProgramScreen = {
      get columns() {
        return size.columns;
      },
      get rows() {
        return size.rows;
      },
      write(text) {
        if (life !== 'running') return true;
        gate.push(text);
        mustDrain ||= gate.heldLength > HIGH_WATER;
        return !mustDrain;
      },
      onInput: (listener) => input.listen(listener),
      onResize: (listener) => resizes.listen(([columns, rows]) => listener(columns, rows)),
      onDrain(listener) {
        drained = listener;
      },
      layout(layout) {
        if (life === 'running') layouts.put(layout);
      },
    };

    async function run(): Promise<ExitReport> {
      let exitCode = 1;
      try {
        exitCode = await program(screen, clock, start, ending.signal);
      } catch (cause) {
        // In a terminal of its own it would have left its stack there.
        screen.write(`\r\n${String(cause instanceof Error ? cause.stack : cause).replaceAll('\n', '\r\n')}\r\n`);
      }
      if (life === 'abandoned') return abandoned;
      life = 'ended';
      gate.end();
      await gate.drained();
      return { exitCode, signal: null, leftovers: [], ok: exitCode === 0 };
    }
    const abandoned: ExitReport = { exitCode: null, signal: 'SIGKILL', leftovers: [], ok: false };
    const gaveUp = Promise.withResolvers<ExitReport>();
    const heard = Promise.withResolvers<void>(); // the program starts when somebody listens
    const exited = Promise.race([heard.promise.then(run), gaveUp.promise]);
    let starts = false;

    const openGate = (): void => {
      gate.open();
      if (mustDrain && gate.heldLength === 0) {
        mustDrain = false;
        drained?.();
      }
    };

    return Promise.resolve(
      ok({
        kind: 'stream',
        onOutput(listener) {
          gate.listen(listener);
          starts = true;
          heard.resolve();
        },
        onLayout: (listener) => layouts.listen(listener),
        write(data) {
          if (life === 'running' && data !== '') input.put(data);
        },
        resize(columns, rows) {
          if (life !== 'running' || (columns === size.columns && rows === size.rows)) return;
          Object.assign(size, { columns, rows });
          resizes.put([columns, rows]);
        },
        pause: () => gate.close(),
        resume: openGate,
        async stop(graceMs) {
          openGate();
          ending.abort();
          // A function cannot be killed: it is left to itself and no longer heard.
          if (!starts || !(await settlesWithin(exited, graceMs))) {
            life = 'abandoned';
            gaveUp.resolve(abandoned);
          }
          return exited;
        },
        exited,
      }),
    );
  };
}

interface Mailbox<Value> {
  put(value: Value): void;
  listen(listener: (value: Value) => void): void;
}

/** How much may wait for a listener; a tape types far less before a program is up. Full: the oldest goes. */
const MAILBOX_LIMIT = 10_000;

function createMailbox<Value>(): Mailbox<Value> {
  const waiting: Value[] = [];
  let deliver: ((value: Value) => void) | null = null;
  return {
    put(value) {
      if (deliver !== null) return deliver(value);
      if (waiting.length === MAILBOX_LIMIT) waiting.shift();
      waiting.push(value);
    },
    listen(listener) {
      deliver = listener;
      for (const value of waiting.splice(0)) listener(value);
    },
  };
}
