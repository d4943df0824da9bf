import { useEffect } from 'react';

/** How many forms on the screen hold something that is not saved. */
let dirtyForms = 0;

/** Counts a form as unsaved while it is. */
export function useUnsaved(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) {
      return undefined;
    }
    dirtyForms += 1;
    return () => {
      dirtyForms -= 1;
    };
  }, [isDirty]);
}

/** Whether leaving the screen would lose what a person has entered. */
export const hasUnsaved = (): boolean => dirtyForms > 0;
