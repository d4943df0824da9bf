import { describe } from 'vitest';

import { describeConformance } from './source-conformance.ts';

describe('orders through V2', () => {
  describeConformance('v2');
});
