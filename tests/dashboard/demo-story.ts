import type { CoordinationEvent } from '../../src/coordination/events.ts';
import type { AgentCard } from '../../src/coordination/events/run.ts';
import { createStory, inOrder, lockAnswer, STORY_START_MS } from './story.ts';

const THOUGHTS = [
  'The question names three strategies. I should compare what each does on a miss,\nwhat it costs to write, and which consistency a reader sees.\nThen say when to pick which.',
  'Write-through keeps the read path simple.\nBut what about bulk imports? They would warm the cache with rows nobody reads.',
  'Measure first: a Zipf distribution with s = 1.1 is typical.\nA cold start must be in the table.',
];

const TEXTS = [
  'Three candidate strategies:\n\n1. **Cache-aside**: the application loads on a miss.\n2. **Write-through**: every write passes through the cache.\n3. **Write-behind**: writes are buffered and flushed later.\n\nFor the 99th percentile the flush interval matters most, because a burst of writes delays the next read of the same key.\n\n| strategy | p50 | p99 | consistency |\n|---|---:|---:|---|\n| cache-aside | 1.1 ms | 9 ms | eventual |\n| write-through | 1.3 ms | 7 ms | strong |\n| write-behind | 0.9 ms | 6 ms | lossy on crash |\n\nSo for *read-heavy* work with few writers, cache-aside stays the default.',
  'Write-through is the simplest that keeps strong consistency:\n\n```go\nfunc Put(k, v string) {\n    store.Put(k, v)\n    cache.Set(k, v, ttl())\n}\n```\n\nEvery reader sees the last write. The price is a slower `Put`, which hardly matters here: there are **40 reads for each write**.',
  'The bench warms the cache first, then measures 100 000 reads with a Zipf key distribution (s = 1.1).\n\nNotes for 日本語 readers: キャッシュ戦略の比較です。読み取りが多い場合は cache-aside が無難 🚀.\n\n> A cache without a time-to-live is a second database.\n\nThe flush of write-behind loses what was not written when the process dies.',
];

const ANSWERS = [
  'Use cache-aside with a jittered time-to-live. Load on a miss, delete the key on a write, and guard hot keys with single-flight so that a cold start does not stampede.',
  '**Write-through with a warm cache** gives strong reads at 1.3 ms.\n\n- one code path for writes\n- no stale reads\n- bulk imports bypass the cache',
  'Measured: cache-aside 1.1 ms at p50 and 9 ms at p99 after a cold start.\n\nTake it unless stale reads are forbidden.',
];

const FINAL =
  '# Choosing a cache strategy\n\nFor a read-heavy service with occasional bulk writes, use *cache-aside* with a jittered time-to-live:\n\n1. **Read**: look in the cache; on a miss load, and set with ttl ± 10 %.\n2. **Write**: update the store, then delete the key.\n3. Guard hot keys with `single-flight`.\n\n```python\ndef get(key):\n    value = cache.get(key)\n    return value if value is not None else load(key)\n```\n\n| strategy | p50 | p99 | consistency |\n|---|---:|---:|---|\n| cache-aside | 1.1 ms | 9 ms | eventual |\n| write-through | 1.3 ms | 7 ms | strong |\n\nWrite-behind is not worth its risk: what was not flushed is lost when the process dies.\n';

const pick = (list: readonly string[], at: number): string => list[at % list.length] ?? '';

export interface DemoStory {
  readonly cards: readonly AgentCard[];
  readonly events: readonly CoordinationEvent[];
  /** Times of interest, in ms after the beginning. */
  readonly moments: {
    readonly streaming: number;
    readonly voting: number;
    readonly presenting: number;
    readonly end: number;
  };
}

/** A whole run that shows everything a screen can: thinking, tools, answers, a reset, votes, a failure from five agents on, the final answer. */
export function demoStory(agents: number): DemoStory {
  const story = createStory(agents);
  story.begin('Compare three caching strategies for a read-heavy service');
  const all = Array.from({ length: agents }, (_, at) => at + 1);
  const failing = agents >= 5 ? agents - 2 : 0;
  for (const number of all) {
    const at = number - 1;
    story.at(50 + at * 40).round(number);
    if (number === failing) {
      story.at(900).fact('backend_retry', number, {
        class: 'rate_limited',
        attempt: 1,
        max_attempts: 3,
        delay_ms: 4000,
        source: 'header',
        message: '429 rate limit',
      });
      story.at(4900).fact('error', number, {
        class: 'quota',
        message: '429 insufficient quota: your plan has no credit left',
        retries: 3,
        draft: null,
        at_ms: story.nowMs,
      });
      continue;
    }
    pick(THOUGHTS, at)
      .split(/(?<=\s)/)
      .forEach((word, step) => story.at(400 + at * 90 + step * 25).think(number, word));
    story
      .at(1700 + at * 70)
      .tool(
        number,
        at % 2 === 0 ? 'web_search' : 'read_file',
        at % 2 === 0 ? { query: 'cache stampede' } : { path: 'bench/results.csv' },
        900,
        'one\ntwo\nthree',
        at % 4 === 3,
      );
    story.at(2700 + at * 60).write(number, pick(TEXTS, at), 22);
    story.usage(number, 3100 + at * 511, 900 + at * 120, number === 2 ? null : 0.021 + at * 0.004);
  }
  const live = all.filter((number) => number !== failing);
  live.forEach((number, at) => story.at(6500 + at * 350).answer(number, 1, pick(ANSWERS, at)));
  const second = 6800 + live.length * 350;
  if (agents > 1) {
    live.forEach((number, at) => {
      story.at(second + at * 60).round(
        number,
        live.map((other) => `${other}.1`),
      );
      story.at(second + 500 + at * 80).think(number, 'Compare the candidates.');
      story
        .at(second + 900 + at * 80)
        .write(
          number,
          'Answer 1.1 covers the cold start and gives a migration path; the others assume a warm cache. ',
          25,
        );
    });
    const voting = second + 2600;
    live.forEach((number, at) => {
      if (at === live.length - 1) return;
      story
        .at(voting + at * 500)
        .vote(
          number,
          at % 3 === 2 ? 2 : 1,
          1,
          at % 3 === 2
            ? 'Strong consistency is worth a slower write.'
            : 'Covers the cold start and gives a migration path.',
        );
    });
    const last = live.at(-1) ?? 1;
    const lastVote = voting + live.length * 500 + 1500;
    story.at(lastVote).vote(last, 1, 1, 'Only 1.1 says what happens when a hot key expires.');
    const presenting = lastVote + 300;
    story.at(presenting).win(1).present(1, FINAL, 30);
    lockAnswer(story.after(200), 1, FINAL).end();
    return finish(voting + Math.floor(live.length / 2) * 500 + 100, presenting + 1800);
  }
  story.at(7400).win(1).present(1, FINAL, 30);
  lockAnswer(story.after(200), 1, FINAL).end();
  return finish(7000, 9200);

  function finish(voting: number, presenting: number): DemoStory {
    return {
      cards: story.cards,
      events: inOrder(story.events),
      moments: { streaming: 4600, voting, presenting, end: story.nowMs - STORY_START_MS },
    };
  }
}
