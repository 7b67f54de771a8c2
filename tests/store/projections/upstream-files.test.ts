import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { answerLabel } from '../../../src/coordination/ids.ts';
import { openRunArchive } from '../../../src/store/open-run-archive.ts';
import { sampleRun } from '../sample-run.ts';
import { publish, readJson, readText, runOptions, stamp, temporaryFolder } from '../support.ts';
import { hasUpstream, missing, UPSTREAM, upstreamAttempt } from '../upstream-shape.ts';

async function finishedAttempt() {
  const folder = temporaryFolder();
  const { options } = runOptions(folder, { registryPath: join(folder, 'sessions.json') });
  const run = await openRunArchive(options);
  const attempt = await run.openAttempt(1, 1);
  const paths = new Map<string, string | null>();
  for (const { id } of options.agents) {
    attempt.noteContext(id, '{}');
    const never = new AbortController().signal;
    paths.set(id, await attempt.snapshotAnswer(id, answerLabel(1, 1), `Answer of ${id}.`, '{}', never));
  }
  const names = options.agents.map((agent) => agent.id);
  const state = publish(attempt, stamp(sampleRun(names, (name) => paths.get(name) ?? null)));
  await attempt.finish(state);
  await run.finishTurn(state);
  return { folder, dir: attempt.attemptDir };
}

/** The only file of this name below an agent's folder that sorts first. */
const firstOf = (dir: string, name: string): unknown => {
  const found = readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(`/${name}`))
    .toSorted((left, right) => left.localeCompare(right));
  return readJson(dir, found[0] ?? name);
};

/** Lists that should be equal, as a sentence when they are not. */
const unequal = (ours: readonly string[], theirs: readonly string[]): string[] =>
  JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [`[${ours.join(', ')}] is not [${theirs.join(', ')}]`];
const absent = (ours: readonly string[], theirs: readonly string[]): string[] =>
  theirs.filter((name) => !ours.includes(name)).map((name) => `${name} is missing`);
const keysOf = (value: unknown): string[] => Object.keys(value as object);
const sorted = (names: readonly string[]): string[] => names.toSorted((left, right) => left.localeCompare(right));

interface Events {
  readonly session_metadata: object;
  readonly events: readonly { readonly event_type: string; readonly context: object }[];
}
interface Registry {
  readonly sessions: readonly object[];
}
const SESSION = join('.massgen', 'sessions', 'session_20261121_125322');
const theirSession = join(UPSTREAM, 'project', SESSION);

const summaryShape = (root: string): string[] =>
  readText(root, 'SESSION_SUMMARY.txt')
    .split('\n')
    .slice(0, 13)
    .map((line) => line.replace(/: .*/, ''));
const metadataKeys = (root: string): string[] => keysOf(parse(readText(root, 'execution_metadata.yaml')));
const outputHead = (root: string): string[] => readText(root, 'agent_outputs', 'agent_b.txt').split('\n').slice(0, 2);
const outputFiles = (root: string): string[] => readdirSync(join(root, 'agent_outputs'));
const tableHeads = (root: string): string[] =>
  [...readText(root, 'coordination_table.txt').matchAll(/^\| *([A-Za-z]{4,}) *\|/gm)].map((match) => match[1] ?? '');

/** Files below the folders of agents, folders of moments made alike, each kind once. */
const filesOfAgents = (root: string): string[] => [
  ...new Set(
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => /^(?:final|agent_[a-c])\/.*\./.test(path))
      .map((path) => path.replace(/\d{8}_\d{6}_\d{6}/, '<moment>')),
  ),
];
/** What a reader would look for in a trace: headings without what follows their colon, and names in bold. */
const marksOf = (root: string, has: string): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('/execution_trace.md'))
    .map((path) => readText(root, path))
    .filter((text) => text.includes(has))
    .flatMap((text) => [...text.matchAll(/^#+ [^:\n]+|\*\*[^*]+\*\*/gm)].map(([mark]) => mark));

/** The agents of the sample vote without saying so in a tool call. */
const isNoCall = (mark: string): boolean => mark !== '### Tool Call' && mark !== '**Args**';

/** What is compared → how ours differs from what MassGen wrote. */
const comparisons: readonly (readonly [string, (run: { folder: string; dir: string }) => readonly string[]])[] = [
  ...['status.json', 'metrics_summary.json', 'metrics_events.json'].map(
    (name) =>
      [
        `${name} has every key, with its types`,
        ({ dir }: { dir: string }) => missing(readJson(dir, name), readJson(upstreamAttempt, name)),
      ] as const,
  ),
  [
    'status.json keeps the order of the keys and adds behind them',
    ({ dir }) =>
      unequal(keysOf(readJson(dir, 'status.json')), [
        ...keysOf(readJson(upstreamAttempt, 'status.json')),
        'schema_version',
      ]),
  ],
  [
    'vote.json has exactly the keys, in their order',
    ({ dir }) => {
      const [ours, theirs] = [firstOf(dir, 'vote.json'), firstOf(upstreamAttempt, 'vote.json')];
      return [...unequal(keysOf(ours), keysOf(theirs)), ...missing(ours, theirs)];
    },
  ],
  [
    'snapshot_mappings.json maps the same labels to entries of the same keys',
    ({ dir }) => {
      const ours: Record<string, object> = readJson(dir, 'snapshot_mappings.json');
      const theirs: Record<string, object> = readJson(upstreamAttempt, 'snapshot_mappings.json');
      const entries = Object.entries(theirs).flatMap(([label, entry]) =>
        unequal(keysOf(ours[label] ?? {}), keysOf(entry)),
      );
      return [...unequal(sorted(keysOf(ours)), sorted(keysOf(theirs))), ...entries];
    },
  ],
  [
    'coordination_events.json has the shape, for every kind of event both know',
    ({ dir }) => {
      const ours: Events = readJson(dir, 'coordination_events.json');
      const theirs: Events = readJson(upstreamAttempt, 'coordination_events.json');
      const kinds = [...new Set(ours.events.map((event) => event.event_type))];
      const expected = ['session_start', 'context_received', 'new_answer', 'vote_cast', 'final_answer', 'session_end'];
      const find = (file: Events, kind: string) => file.events.find((event) => event.event_type === kind) ?? null;
      return [
        ...unequal(keysOf(ours.session_metadata), keysOf(theirs.session_metadata)),
        ...absent(kinds, expected),
        ...kinds.flatMap((kind) => missing(find(ours, kind), find(theirs, kind), kind)),
      ];
    },
  ],
  [
    'sessions.json has the keys first, in their order',
    ({ folder }) => {
      const ours: Registry = readJson(folder, 'sessions.json');
      const theirs: Registry = readJson(UPSTREAM, '.massgen', 'sessions.json');
      const keys = keysOf(theirs.sessions[0]);
      return unequal(keysOf(ours.sessions[0]).slice(0, keys.length), keys);
    },
  ],
  [
    'the folder of a session has the files, and they have the shape',
    ({ folder }) => {
      const ours = join(folder, SESSION);
      return [
        ...absent(readdirSync(ours), ['SESSION_SUMMARY.txt', 'winning_agents_history.json', 'turn_1']),
        ...missing(readJson(ours, 'turn_1', 'metadata.json'), readJson(theirSession, 'turn_1', 'metadata.json')),
        ...unequal(summaryShape(ours), summaryShape(theirSession)),
      ];
    },
  ],
  [
    'execution_metadata.yaml has the keys',
    ({ dir }) => {
      return absent(metadataKeys(dir), metadataKeys(upstreamAttempt));
    },
  ],
  [
    'agent_outputs has the files, and they begin alike',
    ({ dir }) => {
      return [
        ...absent(outputFiles(dir), outputFiles(upstreamAttempt)),
        ...unequal(outputHead(dir), outputHead(upstreamAttempt)),
      ];
    },
  ],
  [
    'the folders of answers, votes and the final answer have the files',
    ({ dir }) => absent(filesOfAgents(dir), filesOfAgents(upstreamAttempt)),
  ],
  [
    'execution_trace.md has the marks of votes',
    ({ dir }) => absent(marksOf(dir, '### Vote Cast'), marksOf(upstreamAttempt, '### Vote Cast').filter(isNoCall)),
  ],
  [
    'coordination_table.txt has the head and the summary',
    ({ dir }) => {
      return unequal(tableHeads(dir), tableHeads(upstreamAttempt));
    },
  ],
];

const nothing: typeof comparisons = [['the shared folders are missing: nothing is compared', () => []]];

test.each(hasUpstream ? comparisons : nothing)('beside what MassGen wrote: %s', async (_name, differences) => {
  expect(differences(await finishedAttempt())).toEqual([]);
});
