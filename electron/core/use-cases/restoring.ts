import type { MethodOutput } from '../../../shared/contract/client.ts';
import type { EventHub } from '../event-hub.ts';
import type { BackupControl } from '../ports/backup-files.ts';

/** The backup that is being put in place: one at a time, whatever company it is of. */
export interface Restoring {
  /** Begins one; null where one is on. */
  begin(): { readonly control: BackupControl; end(): void } | null;
  shown(): MethodOutput<'backup.restoring'>['restoring'];
  /** False where none is on, or its last step is. */
  stop(): boolean;
}

interface Under {
  readonly stopper: AbortController;
  done: number;
  total: number;
}

/** A change worth showing; a restore tells of a hundred. */
const STEP = 0.04;

export function createRestoring(events: Pick<EventHub, 'changed'>): Restoring {
  let under: Under | null = null;
  let told = 0;
  const tell = (): void => events.changed(null, ['companies']);
  /** When all is unpacked the database changes places: that step is short, and nothing is gained by cutting it off. */
  const isStoppable = (): boolean => under !== null && !under.stopper.signal.aborted && (under.total === 0 || under.done < under.total);
  return {
    begin() {
      if (under !== null) {
        return null;
      }
      const own: Under = { stopper: new AbortController(), done: 0, total: 0 };
      under = own;
      told = 0;
      tell();
      const progress = (done: number, total: number): void => {
        Object.assign(own, { done, total });
        if (done - told >= total * STEP || done >= total) {
          told = done;
          tell();
        }
      };
      const end = (): void => {
        under = null;
        tell();
      };
      return { control: { signal: own.stopper.signal, progress }, end };
    },
    shown: () => (under === null ? null : { done: under.done, total: under.total, isStoppable: isStoppable() }),
    stop() {
      const may = isStoppable();
      if (may) {
        under?.stopper.abort();
      }
      return may;
    },
  };
}
