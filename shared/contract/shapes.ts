import { z } from 'zod';

import { DECISION_CHOICES, FINDING_CODES } from '../domain/findings.ts';
import { ORDER_STATES } from '../domain/posting/order-state.ts';

/** Shapes that several methods share. Money is `{ minor, currency }`, instants ISO with Z, dates YYYY-MM-DD. */
export const moneySchema = z.object({ minor: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) });
export const instantSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
export const dateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const slugSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(80);
export const orderIdSchema = z.int().positive();
export const cursorSchema = z.string().max(400);

/** Every method of a company names it. */
export const inCompany = z.object({ company: slugSchema });

export const findingChoiceSchema = z.object({
  choice: z.enum(DECISION_CHOICES),
  label: z.string(),
  valueHint: z.string().nullable(),
});

export const findingSchema = z.object({
  code: z.enum(FINDING_CODES),
  message: z.string(),
  details: z.record(z.string(), z.unknown()),
  choices: z.array(findingChoiceSchema).readonly(),
});

export const orderStateSchema = z.enum(ORDER_STATES);

export const refusedSchema = z.object({ orderId: z.int(), code: z.string(), message: z.string() });
export const countsSchema = z.record(z.string(), z.int());
