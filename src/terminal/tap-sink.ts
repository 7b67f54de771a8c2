import type { Sink } from './sink.ts';

/** The same sink; `tell` has every byte first, in the order they are sent. */
export const tapSink = (sink: Sink, tell: (text: string) => void): Sink => ({
  get busy() {
    return sink.busy;
  },
  write(frame) {
    tell(frame);
    sink.write(frame);
  },
  onIdle: (listener) => sink.onIdle(listener),
  writeSync(text) {
    tell(text);
    return sink.writeSync(text);
  },
  onGone: (listener) => sink.onGone(listener),
  close: () => sink.close(),
});
