import type { Path } from '../path.ts';
import type { Reader } from '../reader.ts';
import { MAX_GUESSES } from '../reader.ts';

/** The keys of a backend in the order in which MassGen checks them (`config.md` §16.2); all others come after these. */
const CHECKED = [
  'type',
  'model',
  'permission_mode',
  'allowed_tools',
  'exclude_tools',
  'disallowed_tools',
  'mcp_servers',
  'enable_web_search',
  'enable_code_execution',
  'enable_code_interpreter',
  'enable_programmatic_flow',
  'enable_tool_search',
  'enable_strict_tool_use',
  'output_schema',
];

/** What concerns the backend as a whole stands between `model` and the rest; the hooks come last. */
const rankOf = (key: string | number | undefined): number => {
  if (key === undefined) return 1.5;
  if (key === 'hooks') return CHECKED.length + 1;
  const index = CHECKED.indexOf(String(key));
  return index < 0 ? CHECKED.length : index;
};

/** A reader that holds back the findings of the backend at `path` until they are told in MassGen's order. */
export function inOrderOfChecks(path: Path, reader: Reader): { readonly held: Reader; readonly tell: () => void } {
  const findings: Parameters<Reader['report']>[] = [];
  const held: Reader = {
    ...reader,
    hasRoomForGuesses: () => findings.length < MAX_GUESSES && reader.hasRoomForGuesses(),
    report: (...finding) => void findings.push(finding),
  };
  const tell = (): void => {
    const ranked = findings.map((finding) => ({ finding, rank: rankOf(finding[0][path.length]) }));
    for (const { finding } of ranked.toSorted((a, b) => a.rank - b.rank)) reader.report(...finding);
  };
  return { held, tell };
}
