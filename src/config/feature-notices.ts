import { backendType } from './backend-types.ts';
import type { Config } from './config.ts';
import type { Finding } from './diagnostic.ts';
import { unperformedFeatures } from './features.ts';
import type { Path } from './path.ts';
import { formatPath } from './path.ts';

const MAX_PLACES = 3;

/** One notice per feature that is not performed, at the first place that asks for it. */
export function featureNotices(
  config: Config,
  agentPath: (index: number) => Path,
): readonly { readonly path: Path; readonly finding: Finding }[] {
  const placed = ([root, index, ...rest]: Path): Path =>
    root === 'agents' && typeof index === 'number'
      ? [...agentPath(index), ...rest]
      : [root, index, ...rest].filter((part) => part !== undefined);
  return unperformedFeatures(config).map(({ feature, label, paths }) => {
    const places = paths.map((path) => formatPath(placed(path)));
    const more = places.length > MAX_PLACES ? ` and ${places.length - MAX_PLACES} more` : '';
    const where = places.length > 1 ? ` (${places.slice(0, MAX_PLACES).join(', ')}${more})` : '';
    const path = placed(paths[0] ?? []);
    return {
      path,
      finding: {
        code: 'CFG_NOT_PERFORMED',
        severity: 'note',
        message: `${label}: configured, but not performed by this version${where}`,
        suggestion: feature === 'backend_kind' ? refusal(config) : null,
      },
    };
  });
}

function refusal(config: Config): string {
  const types = new Set(config.agents.map(({ backend }) => backend.type));
  const reasons = [...types].flatMap((type) => {
    const { api, reason } = backendType(type);
    return api === null ? [`"${type}": ${reason}`] : [];
  });
  return `A run will refuse to start. ${reasons.join('; ')}.`;
}
