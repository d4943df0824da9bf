import { z } from 'zod';

import type { PortFault } from '../../../core/ports/faults.ts';
import type { SourceReference, SourceTag, SourceWarehouse } from '../../../../shared/domain/orders/source-reference.ts';
import { ok, type Result } from '../../../../shared/domain/result.ts';
import { listOf, textOrEmpty, textOrNull, textRequired } from '../common/raw-fields.ts';
import { readElements, readList } from '../common/read-list.ts';
import type { RecordKind } from '../common/read-record.ts';
import type { Requester } from '../common/requester.ts';
import { seIdRequired } from './raw-values.ts';

const rawCarrier = z.object({
  carrier_id: textRequired(),
  carrier_code: textRequired(),
  nickname: textOrNull(),
  friendly_name: textOrNull(),
  services: listOf(z.object({ service_code: textRequired(), name: textOrEmpty() })),
});
/** A carrier of the account with its services; V2 lists both together. */
export type V2Carrier = z.output<typeof rawCarrier>;

const CARRIER_KIND: RecordKind<V2Carrier, V2Carrier> = {
  name: 'Carrier',
  idField: 'carrier_id',
  schema: rawCarrier,
  idOf: () => 0,
  translate: (raw) => raw,
};

const rawTag = z.object({ tag_id: seIdRequired(), name: textOrEmpty() });
const TAG_KIND: RecordKind<z.output<typeof rawTag>, SourceTag> = {
  name: 'Tag',
  idField: 'tag_id',
  schema: rawTag,
  idOf: ({ tagId }) => tagId,
  translate: ({ tag_id: tagId, name }) => ({ tagId, name }),
};

const rawWarehouse = z.object({ warehouse_id: seIdRequired(), name: textOrEmpty() });
const WAREHOUSE_KIND: RecordKind<z.output<typeof rawWarehouse>, SourceWarehouse> = {
  name: 'Warehouse',
  idField: 'warehouse_id',
  schema: rawWarehouse,
  idOf: ({ warehouseId }) => warehouseId,
  translate: ({ warehouse_id: warehouseId, name }) => ({ warehouseId, name }),
};

export const readV2Carriers = (requester: Requester, signal: AbortSignal | undefined): Promise<Result<readonly V2Carrier[], PortFault>> =>
  readNamed(requester, 'carriers', CARRIER_KIND, signal);

export async function readV2Reference(
  requester: Requester,
  carriers: readonly V2Carrier[],
  signal: AbortSignal | undefined,
): Promise<Result<SourceReference, PortFault>> {
  const tags = await readNamed(requester, 'tags', TAG_KIND, signal);
  if (!tags.ok) {
    return tags;
  }
  const warehouses = await readNamed(requester, 'warehouses', WAREHOUSE_KIND, signal);
  if (!warehouses.ok) {
    return warehouses;
  }
  return ok({
    carriers: carriers.map(({ carrier_code: carrierCode, nickname, friendly_name: name }) => ({
      carrierCode,
      name: nickname ?? name ?? carrierCode,
    })),
    services: carriers.flatMap(({ carrier_code: carrierCode, services }) =>
      services.map(({ service_code: serviceCode, name }) => ({ carrierCode, serviceCode, name: name === '' ? serviceCode : name })),
    ),
    tags: tags.value,
    warehouses: warehouses.value,
  });
}

/** A short list without pages: {"tags": [...]}. */
async function readNamed<Raw, T>(
  requester: Requester,
  collection: string,
  kind: RecordKind<Raw, T>,
  signal: AbortSignal | undefined,
): Promise<Result<readonly T[], PortFault>> {
  const answer = await requester.get(`/v2/${collection}`, {}, signal);
  const list = answer.ok ? readList(answer.value, collection) : answer;
  if (!list.ok) {
    return list;
  }
  const { records, unreadable } = await readElements(kind, list.value.elements);
  requester.noteUnreadable(unreadable);
  return ok(records);
}
