import { assertNever } from '../../../shared/domain/result.ts';
import type { Report, ReportFormat } from '../../core/ports/report-files.ts';
import { csvReport } from './csv-report.ts';
import type { ReportFonts } from './fonts.ts';
import { pdfReport } from './pdf-report.ts';
import { xlsxReport } from './xlsx-report.ts';

/** What the worker is given. */
export interface ReportJob {
  readonly report: Report;
  readonly format: ReportFormat;
  readonly fonts: ReportFonts;
}

/** The bytes of the file. */
export async function reportFile({ report, format, fonts }: ReportJob): Promise<Uint8Array> {
  switch (format) {
    case 'csv':
      return csvReport(report);
    case 'xlsx':
      return xlsxReport(report);
    case 'pdf':
      return pdfReport(report, fonts);
    default:
      return assertNever(format);
  }
}
