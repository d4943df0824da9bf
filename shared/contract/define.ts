import type { z } from 'zod';

import type { ErrorCode } from './errors.ts';

/** A query changes nothing and may be repeated at will; a command carries a commandId, and a repeat gets the first answer. */
export type MethodKind = 'query' | 'command';

export interface MethodDeclaration<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly kind: MethodKind;
  readonly input: Input;
  readonly output: Output;
  /** Codes it may fail with beside those that any call may ({@link COMMON_ERROR_CODES}). */
  readonly errors: readonly ErrorCode[];
}

export function query<Input extends z.ZodType, Output extends z.ZodType>(
  declaration: Omit<MethodDeclaration<Input, Output>, 'kind'>,
): MethodDeclaration<Input, Output> & { readonly kind: 'query' } {
  return { kind: 'query', ...declaration };
}

export function command<Input extends z.ZodType, Output extends z.ZodType>(
  declaration: Omit<MethodDeclaration<Input, Output>, 'kind'>,
): MethodDeclaration<Input, Output> & { readonly kind: 'command' } {
  return { kind: 'command', ...declaration };
}
