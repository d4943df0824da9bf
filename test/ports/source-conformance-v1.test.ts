import { describe } from 'vitest';

import { describeConformance } from './source-conformance.ts';

describe('orders through V1', () => {
  describeConformance('v1');
});
