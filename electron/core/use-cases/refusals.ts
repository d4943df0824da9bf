import type { Fault } from '../../../shared/domain/result.ts';

export interface Refusal {
  readonly orderId: number;
  readonly code: string;
  readonly message: string;
}

/** One order that could not be done, in a list where the others were. */
export function refusalOf(orderId: number, { code, message }: Fault): Refusal {
  return { orderId, code, message };
}
