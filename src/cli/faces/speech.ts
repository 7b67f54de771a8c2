import { safeText } from './one-line.ts';

/** Silence of the speaker after which its unfinished sentence is released and others may speak. */
const SILENCE_MS = 3_000;
/** What an agent may have waiting for the floor; older text is left out then (the answer itself is printed whole). */
const MAX_WAITING = 64_000;

/** Lets several agents talk into one stream of text: whole sentences, one agent at a time, its name first. */
export interface Speech {
  text(name: string, text: string, nowMs: number): void;
  /** The agent's message is over: what it still holds is released, and the floor is free. */
  end(name: string, nowMs: number): void;
  /** The text of the agent's present message is void (a stream broke off and is tried again). */
  retract(name: string): void;
  /** Something else was printed: the next words need a name again. */
  interrupted(): void;
  /** Call about once a second: releases what silence has made whole. */
  tick(nowMs: number): void;
}

interface Talk {
  waiting: string;
  lastMs: number;
  over: boolean;
}

/** The index after the last sentence end in `text`; 0 when there is none. */
function sentenceEnd(text: string): number {
  let end = 0;
  for (const match of text.matchAll(/[.!?…][)"'”’]?(?=\s)|\n/g)) end = match.index + match[0].length;
  return end;
}

export function createSpeech(write: (text: string) => void): Speech {
  const talks = new Map<string, Talk>();
  let speaker: string | null = null;
  let spoken: string | null = null;

  const release = (name: string, text: string): void => {
    const clean = safeText(text).trim();
    if (clean === '') return;
    write(spoken === name ? `${clean}\n` : `\n${name}:\n${clean}\n`);
    spoken = name;
  };
  const serve = (nowMs: number): void => {
    for (;;) {
      if (speaker === null) {
        const next = [...talks].find(([, talk]) => talk.over || sentenceEnd(talk.waiting) > 0);
        if (next === undefined) return;
        speaker = next[0];
      }
      const talk = talks.get(speaker);
      if (talk === undefined) {
        speaker = null;
        continue;
      }
      const quiet = talk.over || nowMs - talk.lastMs >= SILENCE_MS;
      const end = quiet ? talk.waiting.length : sentenceEnd(talk.waiting);
      if (end > 0) {
        release(speaker, talk.waiting.slice(0, end));
        talk.waiting = talk.waiting.slice(end);
      }
      if (!quiet) return;
      if (talk.over) talks.delete(speaker);
      speaker = null;
      if (!talk.over && [...talks.values()].every((other) => other.waiting === '' && !other.over)) return;
      if (!talk.over && ![...talks].some(([, other]) => other.over || sentenceEnd(other.waiting) > 0)) return;
    }
  };
  return {
    text(name, text, nowMs) {
      const talk = talks.get(name) ?? { waiting: '', lastMs: nowMs, over: false };
      talk.waiting = (talk.waiting + text).slice(-MAX_WAITING);
      talk.lastMs = nowMs;
      talk.over = false;
      talks.set(name, talk);
      serve(nowMs);
    },
    end(name, nowMs) {
      const talk = talks.get(name);
      if (talk === undefined) return;
      talk.over = true;
      serve(nowMs);
    },
    retract(name) {
      talks.delete(name);
      if (speaker === name) speaker = null;
    },
    interrupted() {
      spoken = null;
    },
    tick: serve,
  };
}
