import { describe, expect, it } from 'vitest';

import { FAULT_CLASSES as PORT_FAULT_CLASSES } from '../../electron/core/ports/faults.ts';
import { FAULT_CLASSES, RESEND_WITHIN_MS, retryDecision } from '../../shared/domain/sync/retry.ts';
import { nextWatermark, PULL_OVERLAP_MS, pullWindow } from '../../shared/domain/sync/watermark.ts';
import type { Instant } from '../../shared/domain/time/instants.ts';
import { at } from '../helpers/order-builders.ts';

const noon = at('2026-03-10T12:00:00Z');

describe('the pull window', () => {
  it('goes as far back as a person asked, and never skips what lies before that date', () => {
    const early = at('2026-03-01T00:00:00Z');
    const late = at('2026-03-09T00:00:00Z');
    const from = (watermark: Instant | null, reach: Instant): Instant =>
      pullWindow({ watermark, firstFrom: noon, runStartedAt: noon, reach }).from;
    expect(from(late, early)).toBe(at('2026-02-28T22:00:00Z'));
    expect(from(early, late)).toBe(at('2026-02-28T22:00:00Z'));
    expect(from(null, late)).toBe(at('2026-03-08T22:00:00Z'));
  });

  it('begins two hours before the watermark and ends with the start of the run', () => {
    expect(pullWindow({ watermark: at('2026-03-10T11:00:00Z'), firstFrom: noon, runStartedAt: noon })).toEqual({
      from: at('2026-03-10T09:00:00Z'),
      to: noon,
    });
    expect(PULL_OVERLAP_MS).toBeGreaterThanOrEqual(2 * 3_600_000);
  });

  it('loses nothing to a watermark in the future', () => {
    const window = pullWindow({ watermark: at('2027-01-01T00:00:00Z'), firstFrom: noon, runStartedAt: noon });
    expect(window.from < noon && window.to === noon).toBe(true);
  });
});

describe('the watermark', () => {
  const from = { current: at('2026-03-10T10:00:00Z'), reached: null, runStartedAt: noon, serverTime: null } as const;

  it('goes to the start of the run, or the source’s clock if that is earlier', () => {
    expect(nextWatermark(from)).toBe(noon);
    expect(nextWatermark({ ...from, serverTime: at('2026-03-10T11:58:00Z') })).toBe('2026-03-10T11:58:00.000Z');
    expect(nextWatermark({ ...from, serverTime: at('2026-03-10T12:30:00Z') })).toBe(noon);
  });

  it('goes only as far as committed rows reach, and never back', () => {
    expect(nextWatermark({ ...from, reached: at('2026-03-10T11:00:00Z') })).toBe('2026-03-10T11:00:00.000Z');
    expect(nextWatermark({ ...from, reached: at('2026-03-10T09:00:00Z') })).toBe(from.current);
    expect(nextWatermark({ ...from, current: at('2027-01-01T00:00:00Z') })).toBe(noon);
  });
});

describe('a failure', () => {
  const ask = { faultClass: 'transient', attempt: 1, retryAfterMs: null, jitter: 0.5 } as const;

  it('has the same classes here and at the ports', () => {
    expect([...FAULT_CLASSES].toSorted()).toEqual([...PORT_FAULT_CLASSES].toSorted());
  });

  it('waits as long as asked when throttled, however often', () => {
    expect(retryDecision({ ...ask, faultClass: 'throttled', attempt: 99, retryAfterMs: 17_000 })).toMatchObject({
      kind: 'wait',
      waitMs: 19_000,
    });
    expect(retryDecision({ ...ask, faultClass: 'throttled' })).toMatchObject({ kind: 'wait', waitMs: 62_000 });
  });

  it('is tried again with growing waits while it is transient, and then given up', () => {
    const waits = [1, 2, 3]
      .map((attempt) => retryDecision({ ...ask, attempt }))
      .map((answer) => (answer.kind === 'wait' ? answer.waitMs : 0));
    expect(waits).toEqual([1500, 3000, 6000]);
    expect(retryDecision({ ...ask, attempt: 8 })).toMatchObject({ kind: 'stop', because: 'given-up' });
  });

  it('is looked into before it is sent anew when it is uncertain for long', () => {
    expect(retryDecision({ ...ask, faultClass: 'uncertain', sinceFirstSentMs: RESEND_WITHIN_MS - 1 }).kind).toBe('wait');
    expect(retryDecision({ ...ask, faultClass: 'uncertain', sinceFirstSentMs: RESEND_WITHIN_MS })).toMatchObject({
      kind: 'stop',
      because: 'look-first',
    });
  });

  it.each(['auth', 'permission', 'rejected', 'mapping'] as const)('of class %s waits for a person', (faultClass) => {
    expect(retryDecision({ ...ask, faultClass })).toMatchObject({ kind: 'stop', because: 'person' });
  });
});
