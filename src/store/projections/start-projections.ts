import { collectMetrics } from './metrics.ts';
import type { Attempt, Projection } from './projection.ts';
import { projectStatus } from './status.ts';
import type { StatusProjection } from './status.ts';

/** The projections of one attempt, in the order they see each event. */
export interface Projections {
  readonly status: StatusProjection;
  readonly all: readonly Projection[];
}

/**
 * The table of everything that is made from the log. A new file of an attempt is one module beside this one, one line
 * here, and its test; live writing and rebuilding both follow.
 */
export function startProjections(attempt: Attempt): Projections {
  const metrics = collectMetrics(attempt.agents);
  const status = projectStatus(attempt, metrics);
  return { status, all: [metrics, status] };
}
