import type { Fault } from '../../../shared/domain/result.ts';
import { EXIT, type ExitCode, exitCodeFor } from './exit-codes.ts';

/** Ends a command: what happened, for a person or as JSON, and the code that scripts read. Caught once, in main.ts. */
export class CliFailure extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly exitCode: ExitCode;

  constructor({ code, message, details }: Fault, exitCode: ExitCode = exitCodeFor(code)) {
    super(message);
    this.name = 'CliFailure';
    this.code = code;
    this.details = details ?? {};
    this.exitCode = exitCode;
  }
}

export function usageFailure(message: string, details: Readonly<Record<string, unknown>> = {}): CliFailure {
  return new CliFailure({ code: 'cli/usage', message, details }, EXIT.usage);
}
