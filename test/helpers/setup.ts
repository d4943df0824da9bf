// Runs before every test file: a test that reaches beyond this machine fails, even where the code under test swallows the refusal.
import { afterEach, expect } from 'vitest';

import { takeRefused } from './loopback-only.ts';

afterEach(() => {
  expect(takeRefused(), 'attempts to leave this machine').toEqual([]);
});
