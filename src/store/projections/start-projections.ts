import { projectAgentOutputs } from './agent-outputs.ts';
import { projectAnswers } from './answer-files.ts';
import { projectCoordinationEvents } from './coordination-events.ts';
import { recordCoordination } from './coordination-record.ts';
import { projectCoordinationTable } from './table/coordination-table.ts';
import { projectExecutionTraces } from './trace/execution-trace.ts';
import { projectFinalAnswer } from './final-answer.ts';
import { collectMetrics } from './metrics/metrics.ts';
import { projectMetrics } from './metrics/metrics-files.ts';
import type { Attempt, Projection } from './projection.ts';
import { projectSnapshotMappings } from './snapshot-mappings.ts';
import { projectStatus } from './status/status.ts';
import type { StatusProjection } from './status/status.ts';
import { projectStreamingLog } from './streaming-log.ts';
import { projectSystemStatus } from './system-status.ts';
import { projectTextLog } from './text-log.ts';
import { projectVotes } from './vote-files.ts';

/** The projections of one attempt, in the order they see each event. */
export interface Projections {
  /** Written by the archive itself: last, and oftener than the others. */
  readonly status: StatusProjection;
  readonly all: readonly Projection[];
}

/**
 * The table of everything that is made from the log. A new file of an attempt is one module beside this one, one line
 * here, and its test; live writing and rebuilding both follow.
 */
export function startProjections(attempt: Attempt): Projections {
  const metrics = collectMetrics(attempt.agents);
  const records = recordCoordination();
  const status = projectStatus(attempt, metrics);
  const all = [
    // These two gather; those after them read what they gathered.
    metrics,
    records,
    status,
    projectAnswers(attempt),
    projectVotes(attempt, records),
    projectFinalAnswer(attempt),
    projectExecutionTraces(attempt),
    projectSnapshotMappings(attempt, records),
    projectCoordinationEvents(attempt, records),
    projectCoordinationTable(attempt, records),
    projectMetrics(attempt, metrics),
    ...(attempt.textLogs === 'sparse' ? [] : [projectAgentOutputs(attempt)]),
    projectSystemStatus(attempt, records),
    ...(attempt.rebuilding ? [] : toldBeside(attempt)),
  ];
  return { status, all };
}

/** Logs that tell what the event log tells, shorter or for other readers: they are not made again from it. */
const toldBeside = (attempt: Attempt): readonly Projection[] => [
  projectTextLog(attempt),
  ...(attempt.textLogs === 'usual' ? [projectStreamingLog(attempt)] : []),
];
