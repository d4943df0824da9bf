import type { $ZodIssue } from 'zod/v4/core';

import { errorText } from '../../../shared/contract/error-texts.ts';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { Fault } from '../../../shared/domain/result.ts';

/** More issues than a person reads at once; a hostile input must not make an endless answer. */
const MAX_ISSUES = 50;

/** A fault of the core's own, in the catalogue's words unless the caller knows better. */
export function faultOf(code: string, details: Readonly<Record<string, unknown>> = {}, message?: string): Fault {
  return { code, message: message ?? errorText(code, details)?.sentence ?? code, details };
}

/** How a fault crosses: only what survives every kind of copy. */
export function contractErrorOf(fault: Fault, callId: string): ContractError {
  return { code: fault.code, message: fault.message, details: plainDetails(fault.details ?? {}), callId };
}

/** Where an input or output breaks its schema, in words. */
export function describeIssues(issues: readonly $ZodIssue[]): { readonly path: string; readonly message: string }[] {
  return issues.slice(0, MAX_ISSUES).map((issue) => ({ path: `/${issue.path.map(String).join('/')}`, message: issue.message }));
}

/** Details as JSON; where they can't be (a cycle, a getter that throws) the failure itself must still get through. */
function plainDetails(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
  try {
    // Safe: a plain object comes back from its own JSON as a plain object.
    return JSON.parse(JSON.stringify(details)) as Record<string, unknown>;
  } catch {
    return {};
  }
}
