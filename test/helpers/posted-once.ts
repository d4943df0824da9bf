import { expect } from 'vitest';

import { type OpenHost, openHostOf } from '../../electron/hosts/headless/command-context.ts';
import { openHost } from '../../electron/hosts/headless/headless-host.ts';
import type { PracticeDocument } from '../../electron/practice/quickbooks/inspection.ts';
import type { MethodOutput } from '../../shared/contract/client.ts';

/** What the books must hold for an order that was approved. */
export interface ExpectedDocument {
  readonly orderId: number;
  readonly number: string;
  readonly totalMinor: number;
  readonly hasPayment: boolean;
}

type Shown = MethodOutput<'order.show'>;
type State = MethodOutput<'order.list'>['orders'][number]['state'];

/** Looks into a data directory beside whoever holds it. */
export async function lookInto<T>(
  dataDirectory: string,
  variables: Readonly<Record<string, string>>,
  look: (host: OpenHost) => Promise<T>,
  company?: string,
): Promise<T> {
  const host = await openHost({ dataDirectory, mode: 'read', version: '0.0.0', io: { variables } });
  try {
    return await look(openHostOf(host, company));
  } finally {
    await host.close();
  }
}

/** The orders in these states, members of a family as the one order that keys their document. */
async function ordersIn(host: OpenHost, states: readonly State[]): Promise<readonly Shown[]> {
  const { orders } = await host.call('order.list', { company: host.company(), filter: { states: [...states] }, limit: 500 });
  const keys = [...new Set(orders.map((order) => order.planOrderId))].toSorted((a, b) => a - b);
  const shown: Shown[] = [];
  for (const orderId of keys) {
    shown.push(await host.call('order.show', { company: host.company(), order: orderId }));
  }
  return shown;
}

/** The documents that posting what is approved now must make. */
export async function expectedDocuments(
  dataDirectory: string,
  variables: Readonly<Record<string, string>> = {},
  company?: string,
): Promise<readonly ExpectedDocument[]> {
  return lookInto(dataDirectory, variables, async (host) => (await ordersIn(host, ['approved'])).map(expectedOf), company);
}

function expectedOf({ row, plan }: Shown): ExpectedDocument {
  if (plan?.documentNumber == null || plan.total === null) {
    throw new Error(`Order ${row.orderId} is approved and has no document`);
  }
  return {
    orderId: row.orderId,
    number: plan.documentNumber,
    totalMinor: plan.total.minor,
    hasPayment: plan.documents.some(({ kind }) => kind === 'payment'),
  };
}

/** Where it was posted; the company's slug where there are several. */
interface PostedPlace {
  readonly dataDirectory: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly company?: string;
}

/**
 * Holds that the books gained exactly these documents, each once and with its total, with a payment where there must be one,
 * and nothing else; and that Purser knows each of them by the id that it has there.
 */
export async function expectPostedOnce(
  { dataDirectory, variables = {}, company }: PostedPlace,
  {
    before,
    after,
    expected,
  }: {
    readonly before: readonly PracticeDocument[];
    readonly after: readonly PracticeDocument[];
    readonly expected: readonly ExpectedDocument[];
  },
): Promise<void> {
  const old = new Set(before.map(({ entity, id }) => `${entity} ${id}`));
  const gained = after.filter(({ entity, id }) => !old.has(`${entity} ${id}`));
  const sales = gained.filter(({ entity }) => entity !== 'Payment');
  expect(sorted(sales.map(({ docNumber, totalMinor, voided }) => `${docNumber} ${totalMinor} ${voided}`))).toEqual(
    sorted(expected.map(({ number, totalMinor }) => `${number} ${totalMinor} false`)),
  );
  expect(sorted(gained.filter(({ entity }) => entity === 'Payment').map(({ paymentRefNum }) => String(paymentRefNum)))).toEqual(
    sorted(expected.filter(({ hasPayment }) => hasPayment).map(({ number }) => number)),
  );
  const idOf = new Map(sales.map(({ docNumber, id }) => [docNumber, id]));
  await lookInto(
    dataDirectory,
    variables,
    async (host) => {
      const known = (await ordersIn(host, ['posted'])).map(({ row, postings }) => {
        const document = postings.find(({ kind, status }) => (kind === 'invoice' || kind === 'sales-receipt') && status === 'posted');
        return { orderId: row.orderId, documentId: document?.documentId };
      });
      expect(known).toEqual(expect.arrayContaining(expected.map(({ orderId, number }) => ({ orderId, documentId: idOf.get(number) }))));
      expect(await host.call('audit.verify', { company: host.company() })).toMatchObject({ ok: true });
    },
    company,
  );
}

const sorted = (texts: readonly string[]): readonly string[] => texts.toSorted();
