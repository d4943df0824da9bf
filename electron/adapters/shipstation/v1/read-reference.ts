import { z } from 'zod';

import type { PortFault } from '../../../core/ports/faults.ts';
import type {
  SourceCarrier,
  SourceReference,
  SourceService,
  SourceTag,
  SourceWarehouse,
} from '../../../../shared/domain/orders/source-reference.ts';
import { ok, type Result } from '../../../../shared/domain/result.ts';
import { idRequired, textOrEmpty, textOrNull, textRequired } from '../common/raw-fields.ts';
import { readElements, readList } from '../common/read-list.ts';
import type { RecordKind } from '../common/read-record.ts';
import type { Requester } from '../common/requester.ts';

const rawCarrier = z.object({ code: textRequired(), name: textOrNull(), nickname: textOrNull() });
const rawService = z.object({ carrierCode: textRequired(), code: textRequired(), name: textOrEmpty() });
const rawTag = z.object({ tagId: idRequired(), name: textOrEmpty() });
const rawWarehouse = z.object({ warehouseId: idRequired(), warehouseName: textOrEmpty() });

const CARRIER_KIND: RecordKind<z.output<typeof rawCarrier>, SourceCarrier> = {
  name: 'Carrier',
  idField: 'code',
  schema: rawCarrier,
  idOf: () => 0,
  translate: ({ code, name, nickname }) => ({ carrierCode: code, name: nickname ?? name ?? code }),
};
const SERVICE_KIND: RecordKind<z.output<typeof rawService>, SourceService> = {
  name: 'Carrier service',
  idField: 'code',
  schema: rawService,
  idOf: () => 0,
  translate: ({ carrierCode, code, name }) => ({ carrierCode, serviceCode: code, name: name === '' ? code : name }),
};
const TAG_KIND: RecordKind<z.output<typeof rawTag>, SourceTag> = {
  name: 'Tag',
  idField: 'tagId',
  schema: rawTag,
  idOf: ({ tagId }) => tagId,
  translate: (raw) => raw,
};
const WAREHOUSE_KIND: RecordKind<z.output<typeof rawWarehouse>, SourceWarehouse> = {
  name: 'Warehouse',
  idField: 'warehouseId',
  schema: rawWarehouse,
  idOf: ({ warehouseId }) => warehouseId,
  translate: ({ warehouseId, warehouseName }) => ({ warehouseId, name: warehouseName }),
};

/** Carriers, each one's services, tags and warehouses: a request for each carrier and three more. */
export async function readV1Reference(requester: Requester, signal: AbortSignal | undefined): Promise<Result<SourceReference, PortFault>> {
  const carriers = await readBare(requester, '/carriers', {}, CARRIER_KIND, signal);
  if (!carriers.ok) {
    return carriers;
  }
  const services: SourceService[] = [];
  const codes = new Set(carriers.value.map(({ carrierCode }) => carrierCode));
  for (const carrierCode of codes) {
    const found = await readBare(requester, '/carriers/listservices', { carrierCode }, SERVICE_KIND, signal);
    if (!found.ok) {
      return found;
    }
    services.push(...found.value);
  }
  const tags = await readBare(requester, '/accounts/listtags', {}, TAG_KIND, signal);
  if (!tags.ok) {
    return tags;
  }
  const warehouses = await readBare(requester, '/warehouses', {}, WAREHOUSE_KIND, signal);
  return warehouses.ok ? ok({ carriers: carriers.value, services, tags: tags.value, warehouses: warehouses.value }) : warehouses;
}

/** A list without pages, bare or wrapped under the last word of its path. */
async function readBare<Raw, T>(
  requester: Requester,
  path: string,
  query: Readonly<Record<string, string>>,
  kind: RecordKind<Raw, T>,
  signal: AbortSignal | undefined,
): Promise<Result<readonly T[], PortFault>> {
  const answer = await requester.get(path, query, signal);
  const list = answer.ok ? readList(answer.value, path.slice(path.lastIndexOf('/') + 1)) : answer;
  if (!list.ok) {
    return list;
  }
  const { records, unreadable } = await readElements(kind, list.value.elements);
  requester.noteUnreadable(unreadable);
  return ok(records);
}
