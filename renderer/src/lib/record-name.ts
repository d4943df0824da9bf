import type { RecordName } from '../../../shared/domain/config/config.ts';

/** A record as policy and mappings name it, for people. */
export function recordText(record: RecordName | null | undefined): string {
  if (record === null || record === undefined) {
    return '';
  }
  return 'name' in record ? record.name : `Id ${record.id}`;
}
