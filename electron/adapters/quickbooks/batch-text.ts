import type { BatchWrite } from '../../core/ports/books.ts';
import { isRecord } from '../http/json-text.ts';

/** A member of a batch, as the text that is sent names it. */
export interface BatchMember {
  readonly itemId: string;
  readonly entity: string;
}

/**
 * The text of a batch call. Bodies are put in byte for byte: what was approved and journaled is what is sent. A void is an
 * update with the option "void"; an option is one for each item (Intuit, "Batch operations").
 */
export function batchText(writes: readonly BatchWrite[]): string {
  const items = writes.map((write) => {
    const operation = write.operation === 'create' ? 'create' : 'update';
    const option = optionOf(write);
    const options = option === null ? '' : `,"optionsData":"${option}"`;
    return `{"bId":${JSON.stringify(write.itemId)},"operation":"${operation}"${options},"${write.entity}":${write.bodyText}}`;
  });
  return `{"BatchItemRequest":[${items.join(',')}]}`;
}

/** The members of a text that {@link batchText} made. Throws where it is none: nothing else is ever journaled. */
export function batchMembers(text: string): readonly BatchMember[] {
  const parsed: unknown = JSON.parse(text);
  const items = isRecord(parsed) ? parsed['BatchItemRequest'] : null;
  if (!Array.isArray(items)) {
    throw new TypeError('A journaled batch holds no BatchItemRequest');
  }
  return items.filter(isRecord).map((item) => ({
    itemId: String(item['bId']),
    entity: Object.keys(item).find((key) => !['bId', 'operation', 'optionsData'].includes(key)) ?? '',
  }));
}

function optionOf(write: BatchWrite): 'void' | 'allowduplicatedocnum' | null {
  if (write.operation === 'void') {
    return 'void';
  }
  return write.allowDuplicateNumber ? 'allowduplicatedocnum' : null;
}
