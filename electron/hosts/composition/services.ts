import { join } from 'node:path';

import { assertNever, type Result } from '../../../shared/domain/result.ts';
import { type BaseAddresses, isLoopbackAddress, loopbackBaseAddresses, readBaseAddresses } from '../../adapters/http/base-addresses.ts';
import type { Http } from '../../adapters/http/http.ts';
import { isReachable } from '../../adapters/http/reachable.ts';
import type { LaneRegistry } from '../../adapters/http/lane-registry.ts';
import { startIntuitAuthorization } from '../../adapters/oauth/authorization.ts';
import { createIntuitTokenEndpoint, revokeIntuitTokens } from '../../adapters/oauth/token-endpoint.ts';
import { createQuickBooksBooks } from '../../adapters/quickbooks/create-books.ts';
import { createRelay } from '../../adapters/relay-client/create-relay.ts';
import { createShipStationV1Source } from '../../adapters/shipstation/v1/create-source.ts';
import { createShipStationV1Subscriptions } from '../../adapters/shipstation/v1/subscriptions.ts';
import { createShipStationV2Source } from '../../adapters/shipstation/v2/create-source.ts';
import { createShipStationV2Subscriptions } from '../../adapters/shipstation/v2/subscriptions.ts';
import { createExclusiveTurn, type ExclusiveTurn } from '../../adapters/sqlite/exclusive-turn.ts';
import type { Clock, Logger, Timers } from '../../core/ports/environment.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { BooksCredentials, Services } from '../../core/ports/services.ts';
import type { CompanyRecord } from '../../core/ports/store/companies.ts';
import { consentAsPracticePerson } from '../../practice/quickbooks/consent.ts';
import type { PracticeCompanies } from './practice-companies.ts';

export interface ServicesParts {
  readonly http: Http;
  /** One for the whole process: everything that uses the same account shares its limits. */
  readonly lanes: LaneRegistry;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly practice: PracticeCompanies;
  /** Where a company keeps its files. */
  readonly companyFolder: (slug: string) => string;
  /** The environment; base addresses may be changed there, to loopback ones only. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** For the loopback listener of the consent; the registered ones where they are not given. */
  readonly callbackPorts?: readonly number[];
}

/** Thrown where an address in the environment leads away from this machine: nothing may start with such a setting. */
export class AddressRefused extends Error {
  readonly fault: PortFault;

  constructor(fault: PortFault) {
    super(fault.message);
    this.name = 'AddressRefused';
    this.fault = fault;
  }
}

/** The outside services of every company: the real ones, or a practice company's own stand-ins, through the same clients. */
export function createServices(parts: ServicesParts): Services {
  const { practice } = parts;
  return {
    async orderSource(company, credentials, areKnown) {
      const { shipstationV1, shipstationV2 } = await addressesOf(parts, company, 'production');
      switch (credentials.version) {
        case 'v1':
          return createShipStationV1Source({ ...parts, baseAddress: shipstationV1, credentials, keyHasWorked: areKnown });
        case 'v2':
          return createShipStationV2Source({ ...parts, baseAddress: shipstationV2, apiKey: credentials.apiKey, keyHasWorked: areKnown });
        default:
          return assertNever(credentials);
      }
    },
    async sourceSubscriptions(company, credentials) {
      const { shipstationV1, shipstationV2 } = await addressesOf(parts, company, 'production');
      switch (credentials.version) {
        case 'v1':
          return createShipStationV1Subscriptions({ ...parts, baseAddress: shipstationV1, credentials });
        case 'v2':
          return createShipStationV2Subscriptions({ ...parts, baseAddress: shipstationV2, apiKey: credentials.apiKey });
        default:
          return assertNever(credentials);
      }
    },
    async relay(company) {
      const { shipstationV1, shipstationJwks } = await addressesOf(parts, company, 'production');
      return createRelay({
        ...parts,
        jwksAddress: shipstationJwks,
        // Practice companies, and tests that have put ShipStation on this machine.
        allowsLoopback: company.practice || isLoopbackAddress(shipstationV1),
        random: Math.random,
      });
    },
    async books(company, credentials, tokens, meter) {
      const addresses = await addressesOf(parts, company, credentials.environment);
      const { refresh } = createIntuitTokenEndpoint({ ...parts, credentials, tokenAddress: addresses.intuitToken });
      return createQuickBooksBooks({
        ...parts,
        apiAddress: addresses.quickbooksApi,
        tokens,
        refresh,
        meter,
        alone: aloneFor(parts, company),
      });
    },
    whileNobodyRenews: (company, task) => aloneFor(parts, company)(task),
    async authorize(company, credentials, redirectUri) {
      const { intuitAuthorize, intuitToken } = await addressesOf(parts, company, credentials.environment);
      const ports = parts.callbackPorts === undefined ? {} : { ports: parts.callbackPorts };
      return startIntuitAuthorization({
        ...parts,
        ...ports,
        credentials,
        authorizeAddress: intuitAuthorize,
        tokenAddress: intuitToken,
        redirectUri,
      });
    },
    async revoke(company, credentials, tokens) {
      const { intuitRevoke } = await addressesOf(parts, company, credentials.environment);
      return revokeIntuitTokens({ ...parts, credentials, revokeAddress: intuitRevoke, tokens });
    },
    async reachesSource(company) {
      const { shipstationV1 } = await addressesOf(parts, company, 'production');
      return isReachable(shipstationV1);
    },
    async practiceSetUp(company) {
      const { access, shipstation } = await practice.running(company);
      // The key in force now: it may have been replaced since the shop was opened.
      const { apiKey, apiSecret } = shipstation.control.key();
      const books: BooksCredentials = {
        clientId: access.quickbooks.clientId,
        clientSecret: access.quickbooks.clientSecret,
        environment: 'sandbox',
      };
      return {
        source: { version: 'v1', apiKey, apiSecret },
        books,
        consent: consentAsPracticePerson,
        config: practice.firstConfig(company),
      };
    },
    practiceHands: (company) => practice.hands(company),
    close: (company) => (company.practice ? practice.stop(company) : Promise.resolve()),
  };
}

const aloneFor = (parts: ServicesParts, company: CompanyRecord): ExclusiveTurn =>
  createExclusiveTurn(join(parts.companyFolder(company.slug), 'renewing.db'), parts.timers, 'renewing');

async function addressesOf(parts: ServicesParts, company: CompanyRecord, environment: 'sandbox' | 'production'): Promise<BaseAddresses> {
  const addresses = company.practice ? await practiceAddresses(parts, company) : readBaseAddresses(environment, parts.variables);
  if (!addresses.ok) {
    throw new AddressRefused(addresses.fault);
  }
  return addresses.value;
}

async function practiceAddresses(parts: ServicesParts, company: CompanyRecord): Promise<Result<BaseAddresses, PortFault>> {
  const { access } = await parts.practice.running(company);
  return loopbackBaseAddresses({
    shipstationV1: access.shipstationV1Url,
    shipstationV2: access.shipstationV2Url,
    shipstationJwks: access.shipstationJwksUrl,
    quickbooksApi: access.quickbooksApiUrl,
    intuitAuthorize: access.intuitAuthorizeUrl,
    intuitToken: access.intuitTokenUrl,
    intuitRevoke: access.intuitRevokeUrl,
  });
}
