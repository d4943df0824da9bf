import type { z } from 'zod';

import type { findingSchema } from '../../../../shared/contract/shapes.ts';
import type { Finding } from '../../../../shared/domain/findings.ts';

export function findingView(finding: Finding): z.output<typeof findingSchema> {
  return { code: finding.code, message: finding.message, details: { ...finding.details }, choices: finding.choices };
}
