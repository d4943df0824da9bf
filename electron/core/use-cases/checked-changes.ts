import type { Config } from '../../../shared/domain/config/config.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import type { CompanySession } from '../company-session.ts';
import { faultOf } from '../rpc/failures.ts';
import { changedConfig, type ConfigChange } from './config-changes.ts';

/** As the config document's own limits. */
const MOST_PRODUCTS = 100_000;
const MOST_METHODS = 2_000;
const MOST_PAYMENT_METHODS = 500;

/** The config in force with these changes. Each was checked by itself at the door; that they fit together is checked here. */
export function changesOf({ store }: CompanySession, changes: readonly ConfigChange[]): Result<Config, Fault> {
  const config = changedConfig(store.config.current(), changes, (version) => store.config.version(version));
  if (config === null) {
    return fail(faultOf('config/no-version'));
  }
  const issues = [
    ...(config.products.length > MOST_PRODUCTS ? [{ path: 'products', message: `at most ${MOST_PRODUCTS}` }] : []),
    ...(config.shippingMethods.length > MOST_METHODS ? [{ path: 'shippingMethods', message: `at most ${MOST_METHODS}` }] : []),
    ...(config.paymentMethods.length > MOST_PAYMENT_METHODS
      ? [{ path: 'paymentMethods', message: `at most ${MOST_PAYMENT_METHODS}` }]
      : []),
  ];
  return issues.length === 0 ? ok(config) : fail(faultOf('config/invalid', { issues }));
}
