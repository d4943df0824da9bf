import { expect, it } from 'vitest';
import { z } from 'zod';

import { errorText } from '../../shared/contract/error-texts.ts';
import { COMMON_ERROR_CODES, ERROR_CODES } from '../../shared/contract/errors.ts';
import { eventSchema } from '../../shared/contract/events.ts';
import { contract } from '../../shared/contract/index.ts';

/** What callers depend on, as one document: a change of it is seen in review. Renew with `npx vitest run test/unit/contract-snapshot.test.ts -u`. */
function contractDocument(): unknown {
  const methods = Object.entries(contract)
    .toSorted(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([name, { kind, input, output, errors }]) => [
      name,
      {
        kind,
        errors,
        input: z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }),
        output: z.toJSONSchema(output, { io: 'input', unrepresentable: 'any' }),
      },
    ]);
  return {
    methods: Object.fromEntries(methods),
    events: z.toJSONSchema(eventSchema, { unrepresentable: 'any' }),
    commonErrors: COMMON_ERROR_CODES,
    errors: ERROR_CODES,
  };
}

it('is the contract that was agreed on', async () => {
  await expect(`${JSON.stringify(contractDocument(), null, 2)}\n`).toMatchFileSnapshot('./contract.snapshot.json');
});

it('has words for every error', () => {
  for (const code of ERROR_CODES) {
    const text = errorText(code, { issues: [] });
    expect(text?.sentence, code).toMatch(/\S.*\.$/);
    expect(text?.nextStep, code).toMatch(/\S.*\.$/);
    expect(`${text?.sentence ?? ''} ${text?.nextStep ?? ''}`, code).not.toMatch(/[{}!]|\bwe\b/);
  }
});

it('tells to correct the places that are named only where some are', () => {
  expect(errorText('contract/bad-input', { issues: [{ path: '/limit', message: 'Too big' }] })?.nextStep).toContain('places');
  expect(errorText('contract/bad-input', { until: '2020-01-01' })?.nextStep).toBe('');
});

it('fills an error’s details into its words', () => {
  expect(errorText('order/unknown', { order: '10473' })?.sentence).toBe('There is no order 10473.');
  expect(errorText('order/unknown', {})?.sentence).toBe('There is no order.');
});

it('declares only errors that exist', () => {
  for (const [name, { errors }] of Object.entries(contract)) {
    for (const code of errors) {
      expect(ERROR_CODES, `${name}: ${code}`).toContain(code);
    }
  }
});
