import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeReportHtml } from '../../../recorder/check/report-html.ts';
import type { ReportPicture } from '../../../recorder/check/report-html.ts';
import { writeRunReport } from '../../../recorder/check/report.ts';
import type { RunReport } from '../../../recorder/check/report.ts';
import { systemReason } from '../../../shared/system-reason.ts';

/** Writes `report.json` and `report.html`. Null when all is written; else what is wrong. */
export function writeReportFiles(folder: string, report: RunReport, pictures: readonly ReportPicture[]): string | null {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'report.json'), writeRunReport(report));
    writeFileSync(join(folder, 'report.html'), writeReportHtml(report, pictures));
    return null;
  } catch (error) {
    return systemReason(error);
  }
}
