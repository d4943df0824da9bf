import type { ChangeTopic, PurserEvent } from '../../shared/contract/events.ts';
import type { CoreEvents } from './core.ts';
import type { Logger } from './ports/environment.ts';

export interface EventHub extends CoreEvents {
  emit(event: PurserEvent): void;
  changed(company: string | null, topics: readonly ChangeTopic[]): void;
}

/** Hands every event to every listener; a listener that throws harms neither the others nor the work that reports. */
export function createEventHub(logger: Logger): EventHub {
  const listeners = new Set<(event: PurserEvent) => void>();
  const emit = (event: PurserEvent): void => {
    for (const listener of [...listeners]) {
      try {
        listener(event);
      } catch (error) {
        logger.log('failure', 'listener-failed', { stack: error instanceof Error ? error.stack : String(error) });
      }
    }
  };
  return {
    emit,
    changed: (company, topics) => emit({ kind: 'changed', company, topics: [...topics] }),
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
