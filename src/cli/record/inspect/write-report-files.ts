import { join } from 'node:path';
import { writeReportHtml } from '../../../recorder/check/report-html.ts';
import type { ReportPicture } from '../../../recorder/check/report-html.ts';
import { writeRunReport } from '../../../recorder/check/report.ts';
import type { RunReport } from '../../../recorder/check/report.ts';
import { systemReason } from '../../../shared/system-reason.ts';
import { writeWhole } from '../files/write-whole.ts';

/** Writes `report.json` and `report.html`, each whole or not at all. Null when both are written; else what is wrong. */
export async function writeReportFiles(
  folder: string,
  report: RunReport,
  pictures: readonly ReportPicture[],
): Promise<string | null> {
  try {
    await writeWhole(join(folder, 'report.json'), writeRunReport(report));
    await writeWhole(join(folder, 'report.html'), writeReportHtml(report, pictures));
    return null;
  } catch (error) {
    return systemReason(error);
  }
}
